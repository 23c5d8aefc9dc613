#if PostgreSQL
    import CPostgres
    import Foundation
    import Ledger

    /// One connection to a server, for one thread at a time.
    ///
    /// Statements are prepared once a connection; a statement's text is what it is found by.
    final class PostgresSession {
        private let connection: OpaquePointer
        private var names: [String: String] = [:]

        private init(_ connection: OpaquePointer) {
            self.connection = connection
        }

        deinit { PQfinish(connection) }

        /// Connects, and makes sure that what is committed will survive.
        static func open(_ address: PostgresAddress) throws -> PostgresSession {
            guard let connection = connect(address) else { throw PostgresError("no memory") }
            let session = PostgresSession(connection)
            guard PQstatus(connection) == CONNECTION_OK else {
                throw PostgresError(connecting: connection)
            }
            // What a server notes beside its work is not for the person's terminal.
            PQsetNoticeProcessor(connection, { _, _ in }, nil)
            try session.makeDurable(address)
            return session
        }

        /// The server is asked to notice a peer that is gone or has stopped in a transaction, so that its
        /// locks end soon after.
        private func makeDurable(_ address: PostgresAddress) throws {
            try script(
                """
                SET synchronous_commit = on; SET client_min_messages = error;
                SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;
                SET tcp_keepalives_count = 3;
                SET idle_in_transaction_session_timeout = '\(PostgresLease.milliseconds)ms'
                """)
            for setting in ["fsync", "full_page_writes"] {
                let value = try script("SHOW \(setting)").value ?? ""
                guard value == "on" else {
                    throw LedgerError.notDurable(path: address.text, setting: "\(setting)=\(value)")
                }
            }
        }

        /// What the address says counts before what is said here.
        private static func connect(_ address: PostgresAddress) -> OpaquePointer? {
            var settings = [
                ("fallback_application_name", "kling-batch"), ("client_encoding", "UTF8"),
                ("keepalives_idle", "10"), ("keepalives_interval", "5"),
                ("keepalives_count", "3"), ("tcp_user_timeout", "30000"),
            ]
            if ProcessInfo.processInfo.environment["PGCONNECT_TIMEOUT"] == nil {
                settings.append(("connect_timeout", "10"))
            }
            settings.append(("dbname", address.text))
            let keywords = settings.map { strdup($0.0) }
            let values = settings.map { strdup($0.1) }
            defer { for text in keywords + values { free(text) } }
            let ends: [UnsafePointer<CChar>?] = [nil]
            return PQconnectdbParams(
                keywords.map { UnsafePointer($0) } + ends, values.map { UnsafePointer($0) } + ends,
                1)
        }
    }

    extension PostgresSession {
        /// Runs statements without parameters in one go.
        ///
        /// - Returns: the first value that the last one returns, and what it did, as the server names it.
        @discardableResult
        func script(_ sql: String) throws -> (value: String?, did: String) {
            let result = PQexec(connection, sql)
            defer { PQclear(result) }
            switch PQresultStatus(result) {
            case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                let hasValue =
                    PQntuples(result) > 0 && PQnfields(result) > 0
                    && PQgetisnull(result, 0, 0) == 0
                return (
                    hasValue ? PQgetvalue(result, 0, 0).map { String(cString: $0) } : nil,
                    PQcmdStatus(result).map { String(cString: $0) } ?? ""
                )
            default: throw PostgresError(result, on: connection)
            }
        }

        /// Runs a statement, hands over its rows one at a time as they come, and returns how many it
        /// changed.
        func run(
            _ sql: String, _ arguments: [LedgerValue], _ body: (PostgresRow) throws -> Void
        ) throws -> Int {
            let name = try prepare(sql)
            guard PostgresParameters(arguments).send(to: name, on: connection) else {
                throw PostgresError(nil, on: connection)
            }
            PQsetSingleRowMode(connection)
            var changes = 0
            var columns: [String] = []
            var failure: (any Error)?
            while let result = PQgetResult(connection) {
                defer { PQclear(result) }
                if failure != nil { continue }
                do {
                    switch PQresultStatus(result) {
                    case PGRES_SINGLE_TUPLE:
                        if columns.isEmpty { columns = PostgresRow.columns(of: result) }
                        try body(PostgresRow(result: result, columns: columns))
                    case PGRES_TUPLES_OK, PGRES_COMMAND_OK:
                        changes = Int(String(cString: PQcmdTuples(result))) ?? 0
                    default: throw PostgresError(result, on: connection)
                    }
                } catch {
                    failure = error
                }
            }
            if let failure { throw failure }
            return changes
        }

        private func prepare(_ sql: String) throws -> String {
            if let name = names[sql] { return name }
            let name = "s\(names.count)"
            let result = PQprepare(connection, name, sql, 0, nil)
            defer { PQclear(result) }
            guard PQresultStatus(result) == PGRES_COMMAND_OK else {
                throw PostgresError(result, on: connection)
            }
            names[sql] = name
            return name
        }
    }
#endif
