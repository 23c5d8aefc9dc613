#if PostgreSQL
    import Foundation
    import TestSupport

    /// The server that `Tests/postgresql.sh` has started.
    enum PostgresServer {
        /// Its address, which has a question mark; nil where none was started.
        static let address = ProcessInfo.processInfo.environment["LEDGER_SERVER"]

        /// An empty schema, which a ledger takes for a database; it is gone with the server.
        static func withDatabase(_ body: (Database) async throws -> Void) async throws {
            guard let address else { throw NoServer() }
            let name = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
            let database = Database(
                name: name, server: address,
                address: "\(address)&application_name=\(name)&options=-csearch_path%3D\(name)")
            try database.sql("CREATE SCHEMA \(name)")
            try await body(database)
        }

        private struct NoServer: Error {}
    }

    /// A schema of a test.
    struct Database: Sendable {
        /// Its name, and that of the connections that the ledger has to it.
        let name: String
        let server: String
        /// What the ledger is opened with.
        let address: String

        /// What a statement returns, run on a connection of its own.
        @discardableResult
        func sql(_ statements: String) throws -> String {
            let script = "SET search_path = \(name);\n" + statements
            let said = try output(
                of: [
                    "psql", server, "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-f", "-",
                ], input: Data(script.utf8), takesErrors: true)
            return said.trimmingCharacters(in: .whitespacesAndNewlines)
        }

        /// Ends the ledger's connections, as an administrator does.
        func cut() throws {
            try sql(
                """
                SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE application_name = '\(name)'
                """)
        }
    }
#endif
