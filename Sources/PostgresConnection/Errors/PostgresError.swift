#if PostgreSQL
    import CPostgres
    import Ledger

    /// What a server, or the way to it, said against a statement.
    struct PostgresError: Error {
        /// The SQLSTATE; empty where the connection failed before the server could say one.
        let state: String
        /// The first sentence of the message, without the values of rows that may follow it.
        let message: String
        /// Whether the connection is gone.
        let isConnectionLost: Bool

        /// Whether the same transaction may well pass when it is run again.
        var isPassing: Bool { isConnectionLost || Self.passing.contains(state) }

        /// A conflict with another transaction, and a deadlock.
        private static let passing: Set = ["40001", "40P01"]

        /// What a statement's result says.
        init(_ result: OpaquePointer?, on connection: OpaquePointer) {
            func field(_ code: Character) -> String? {
                guard let ascii = code.asciiValue else { return nil }
                return PQresultErrorField(result, Int32(ascii)).map { String(cString: $0) }
            }
            state = field("C") ?? ""
            message = field("M") ?? Self.message(of: connection)
            // Shut down by its administrator, or after a crash of another backend.
            isConnectionLost =
                PQstatus(connection) != CONNECTION_OK || state.hasPrefix("57P0")
                || state.hasPrefix("08")
        }

        /// Why no connection came to be.
        init(connecting connection: OpaquePointer) {
            state = ""
            message = Self.message(of: connection)
            isConnectionLost = true
        }

        /// An error that this program finds itself.
        init(_ message: String, state: String = "") {
            self.state = state
            self.message = message
            isConnectionLost = false
        }

        private static func message(of connection: OpaquePointer) -> String {
            let whole = String(cString: PQerrorMessage(connection))
            return whole.split(separator: "\n").first.map(String.init) ?? "no reason given"
        }
    }

    extension LedgerProblem {
        /// What an error of a server means for the ledger in it.
        init(_ error: PostgresError) {
            switch error.state {
            case _ where error.isConnectionLost: self = .unreachable(reason: error.message)
            case "53100": self = .full
            case "25006": self = .readOnly
            case "42501": self = .denied(what: "\(error.message), which is needed")
            default: self = .fault(code: "SQLSTATE \(error.state), “\(error.message)”")
            }
        }
    }
#endif
