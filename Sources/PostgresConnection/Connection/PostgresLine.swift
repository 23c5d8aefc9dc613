#if PostgreSQL
    import Foundation

    /// The way to a server: a session, opened anew where it was lost.
    ///
    /// For one thread at a time.
    final class PostgresLine {
        private let address: PostgresAddress
        private var opened: PostgresSession?

        init(_ address: PostgresAddress) {
            self.address = address
        }

        /// The session.
        func session() throws -> PostgresSession {
            if let opened { return opened }
            let session = try PostgresSession.open(address)
            opened = session
            return session
        }

        /// Forgets the session; whatever transaction it had open ends with it.
        func drop() { opened = nil }

        /// Ends a transaction that has failed.
        func rollBack() {
            do { try opened?.script("ROLLBACK") } catch { drop() }
        }

        /// Runs `body` with the session; again with a new one as long as the connection is lost and there
        /// is time.
        ///
        /// - Parameter body: changes nothing that outlives the connection.
        func reach<Value>(
            until deadline: ContinuousClock.Instant, _ body: (PostgresSession) throws -> Value
        ) throws -> Value {
            while true {
                do {
                    return try body(try session())
                } catch let error as PostgresError where error.isConnectionLost {
                    drop()
                    guard ContinuousClock.now < deadline else { throw error }
                    Thread.sleep(forTimeInterval: 0.25)
                }
            }
        }
    }
#endif
