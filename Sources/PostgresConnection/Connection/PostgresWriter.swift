#if PostgreSQL
    import Dispatch
    import Foundation
    import Ledger
    import Synchronization

    /// The connection that writes a ledger in PostgreSQL, as long as its run holds the lease.
    ///
    /// Transactions run one at a time, over all processes: each begins by locking the lease's row. One that
    /// was committed though the answer was lost is found by the number that it left behind.
    ///
    /// `@unchecked`: all that changes is touched on the queue alone, but for the two atomic values.
    final class PostgresWriter: LedgerWriter, @unchecked Sendable {
        private let address: PostgresAddress
        private let line: PostgresLine
        private let lease: PostgresLease
        private var holder: LedgerHolder
        private let queue = DispatchQueue(label: "kling-batch.ledger.write")
        private let heartbeat: any DispatchSourceTimer
        /// How long a server that does not answer is waited for.
        private let patience: Duration
        private var transactionCount = 0
        private let isHeld = Atomic(true)
        private let outOfSpace = Atomic(false)

        /// Takes a lease over, with the line on which it was taken.
        init(
            _ address: PostgresAddress, line: sending PostgresLine, lease: PostgresLease,
            holder: LedgerHolder, patience: Duration
        ) {
            self.address = address
            self.line = line
            self.lease = lease
            self.holder = holder
            self.patience = patience
            heartbeat = DispatchSource.makeTimerSource(queue: queue)
            let seconds = Int(PostgresLease.renewal.components.seconds)
            heartbeat.schedule(deadline: .now() + .seconds(seconds), repeating: .seconds(seconds))
            heartbeat.setEventHandler { [weak self] in self?.renew() }
            heartbeat.activate()
        }

        /// Whether the server's disk has run full.
        var isOutOfSpace: Bool { outOfSpace.load(ordering: .acquiring) }

        /// What is committed is found again: the server keeps it, under whatever name it is reached.
        func check() {}

        /// Written down when the connection is free; a server that does not answer is not told.
        func say(_ saying: RunSaying) {
            queue.async { [weak self] in
                guard let self else { return }
                holder.saying = saying
                do {
                    try lease.note(holder, try line.session())
                } catch {
                    line.drop()
                }
            }
        }

        /// Throws where another process has taken the lease over, or the server's disk is full.
        ///
        /// Within a transaction the answer holds until its end.
        func checkToSpend() throws {
            guard isHeld.load(ordering: .acquiring) else { throw address.refusal(.takenOver) }
            if isOutOfSpace { throw address.refusal(.full) }
        }

        func transaction<Value>(
            _ body: (any LedgerTransaction) throws -> Value
        ) throws -> Value {
            try queue.sync {
                try address.attempt {
                    let session = try begin(until: .now + patience)
                    return try finish(session, until: .now + patience) { ledger in
                        guard isHeld.load(ordering: .acquiring) else {
                            throw address.refusal(.takenOver)
                        }
                        return try body(ledger)
                    }
                }
            }
        }

        /// Whoever has lost the lease still writes down what came of its calls: the statements themselves
        /// ask for the state and the fence that they need.
        func commit<Value>(_ body: (any LedgerTransaction) throws -> Value) throws -> Value {
            let deadline = ContinuousClock.now + patience
            return try queue.sync {
                try address.attempt {
                    while true {
                        do {
                            let session = try begin(until: deadline)
                            return try finish(session, until: deadline, body)
                        } catch let error as PostgresError where error.isPassing {
                            guard ContinuousClock.now < deadline else { throw error }
                        }
                    }
                }
            }
        }

        /// Gives the lease back and closes the connection.
        func close() {
            heartbeat.cancel()
            queue.sync {
                try? lease.release(try line.session())
                line.drop()
            }
        }
    }

    extension PostgresWriter {
        private func begin(until deadline: ContinuousClock.Instant) throws -> PostgresSession {
            transactionCount += 1
            return try line.reach(until: deadline) { session in
                let holds = try lease.begin(session, number: transactionCount)
                isHeld.store(holds, ordering: .releasing)
                return session
            }
        }

        /// Runs `body` in the transaction that has begun and commits it, or throws with nothing written.
        private func finish<Value>(
            _ session: PostgresSession, until deadline: ContinuousClock.Instant,
            _ body: (any LedgerTransaction) throws -> Value
        ) throws -> Value {
            let value: Value
            do {
                value = try body(PostgresTransaction(session: session))
            } catch {
                noteSpace(error)
                line.rollBack()
                throw error
            }
            do {
                try lease.commit(session)
            } catch let error as PostgresError where error.isConnectionLost {
                line.drop()
                guard try isCommitted(until: deadline) else { throw error }
            } catch {
                noteSpace(error)
                line.rollBack()
                throw error
            }
            return value
        }

        /// Whether the transaction whose COMMIT got no answer is committed.
        ///
        /// - Throws: ``LedgerError``, by which it is not run again, where no server tells.
        private func isCommitted(until deadline: ContinuousClock.Instant) throws -> Bool {
            do {
                return try line.reach(until: deadline) {
                    try lease.isCommitted($0, number: transactionCount)
                }
            } catch let error as PostgresError {
                throw address.refusal(LedgerProblem(error))
            }
        }

        private func noteSpace(_ error: any Error) {
            if (error as? PostgresError)?.state == "53100" {
                outOfSpace.store(true, ordering: .releasing)
            }
        }

        /// A renewal that does not reach the server is tried again at the next beat.
        private func renew() {
            do {
                isHeld.store(try lease.renew(try line.session()), ordering: .releasing)
            } catch {
                line.drop()
            }
        }
    }
#endif
