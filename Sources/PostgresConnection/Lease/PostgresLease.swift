#if PostgreSQL
    import Foundation
    import Ledger

    /// The right to spend on a ledger, for a minute that is renewed, by the server's clock.
    ///
    /// Whoever takes it has a number of its own, which no later holder gets again: whoever finds another
    /// number in the row has lost it.
    struct PostgresLease: Sendable {
        /// The row's name.
        static let name = "ledger"
        /// How long nobody else takes it.
        static let milliseconds = 60_000
        /// How often it is renewed.
        static let renewal = Duration.seconds(10)
        /// The server's clock in Unix milliseconds.
        private static let now = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS bigint)"

        /// The number of this holder: its row in `writer`.
        let writer: Int64

        /// Takes the lease if nobody has it; nil else.
        static func take(
            _ session: PostgresSession, for holder: LedgerHolder
        ) throws -> PostgresLease? {
            let holder = try json(holder)
            try session.script("BEGIN")
            do {
                // Whoever has the row locked is about to renew it.
                let isFree = try session.script(
                    """
                    SELECT 1 FROM lease WHERE name = '\(name)'
                        AND (writer_id IS NULL OR until < \(now)) FOR UPDATE SKIP LOCKED
                    """
                ).value
                guard isFree != nil else {
                    try session.script("ROLLBACK")
                    return nil
                }
                var writer: Int64?
                _ = try session.run(
                    "INSERT INTO writer (holder) VALUES ($1) RETURNING writer_id", [holder]
                ) { row in
                    if case .integer(let number) = row.value(at: 0) { writer = number }
                }
                guard let writer else { throw PostgresError("the writer got no number") }
                try session.script(Self.renewing(writer, condition: "TRUE") + "; COMMIT")
                return PostgresLease(writer: writer)
            } catch {
                _ = try? session.script("ROLLBACK")
                throw error
            }
        }

        /// Who has the lease now.
        static func holding(_ session: PostgresSession) throws -> LedgerHolding {
            let holder = try session.script(
                """
                SELECT holder FROM lease JOIN writer USING (writer_id)
                WHERE name = '\(name)' AND until >= \(now)
                """
            ).value
            guard let holder else { return .free }
            return .held(try? JSONDecoder().decode(LedgerHolder.self, from: Data(holder.utf8)))
        }

        private static func json(_ holder: LedgerHolder) throws -> LedgerValue {
            .text(String(decoding: try JSONEncoder().encode(holder), as: UTF8.self))
        }

        private static func renewing(_ writer: Int64, condition: String) -> String {
            """
            UPDATE lease SET writer_id = \(writer), until = \(now) + \(milliseconds)
            WHERE name = '\(name)' AND \(condition)
            """
        }
    }

    extension PostgresLease {
        /// Begins a transaction beside which no other writes, notes its number, and says whether the lease
        /// is still held.
        func begin(_ session: PostgresSession, number: Int) throws -> Bool {
            let holder = try session.script(
                """
                BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE;
                UPDATE writer SET last_transaction = \(number) WHERE writer_id = \(writer);
                SELECT writer_id FROM lease WHERE name = '\(Self.name)' FOR UPDATE
                """
            ).value
            return holder == "\(writer)"
        }

        /// Renews the lease if it is still held, and commits.
        func commit(_ session: PostgresSession) throws {
            // A transaction in which a statement failed is rolled back without an error.
            guard try session.script("\(renewal); COMMIT").did == "COMMIT" else {
                throw PostgresError("the transaction was rolled back", state: "25P02")
            }
        }

        /// Whether a transaction of this holder is committed.
        ///
        /// Waits until the one whose answer was lost has ended: it holds the row.
        func isCommitted(_ session: PostgresSession, number: Int) throws -> Bool {
            try session.script(
                "SELECT last_transaction FROM writer WHERE writer_id = \(writer) FOR UPDATE"
            ).value == "\(number)"
        }

        /// Renews the lease; whether it is still held.
        func renew(_ session: PostgresSession) throws -> Bool {
            try session.script(renewal).did == "UPDATE 1"
        }

        /// Writes down what the holder is and says.
        func note(_ holder: LedgerHolder, _ session: PostgresSession) throws {
            _ = try session.run(
                "UPDATE writer SET holder = $1 WHERE writer_id = $2",
                [Self.json(holder), .integer(writer)]
            ) { _ in }
        }

        /// Gives the lease back, if it is still held.
        func release(_ session: PostgresSession) throws {
            try session.script(
                """
                UPDATE lease SET writer_id = NULL, until = NULL
                WHERE name = '\(Self.name)' AND writer_id = \(writer)
                """)
        }

        private var renewal: String {
            Self.renewing(writer, condition: "writer_id = \(writer)")
        }
    }
#endif
