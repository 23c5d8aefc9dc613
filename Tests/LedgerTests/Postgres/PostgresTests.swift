#if PostgreSQL
    import Foundation
    import Ledger
    import PostgresConnection
    import SpeechTasks
    import TestSupport
    import Testing

    /// What only a ledger in PostgreSQL has: a connection that can be lost, and a lease.
    @Suite(
        .enabled(if: PostgresServer.address != nil, "no server: run Tests/postgresql.sh"),
        .timeLimit(.minutes(5)))
    struct PostgresTests {
        /// Opens a ledger with a batch of one job, and a run of it.
        private func withRun(_ body: (TestedRun, Database) async throws -> Void) async throws {
            let clock = MovedClock()
            try await PostgresServer.withDatabase { database in
                try await RunLedger.withLedger(onServer: database.address, now: { clock.now }) {
                    let batch = try $0.plan(jobs: [job("a.mp3", "A.")])
                    let run = try $0.beginRun(of: batch)
                    try await body(
                        TestedRun(ledger: $0, clock: clock, batch: batch, run: run), database)
                }
            }
        }

        @Test("a run goes on after the server has ended its connections")
        func cut() async throws {
            try await withRun { on, database in
                let claimed = try #require(try await on.claim().first)
                try database.cut()
                let attempt = try await on.arm(claimed)
                try database.cut()
                #expect(try on.calls() == [.armed: 1])
                try database.cut()
                try await on.ledger.settle(attempt, as: .succeeded, reply: success)
                try database.cut()
                _ = try on.ledger.beginRun(of: on.batch)
                try on.checkSums()
            }
        }

        @Test("a COMMIT that was done and got no answer is found done")
        func committedWithoutAnswer() async throws {
            try await withRun { on, database in
                let claimed = try #require(try await on.claim().first)
                // The server commits, and then waits for a copy that there is none of.
                try database.sql("ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
                try database.sql("SELECT pg_reload_conf()")
                let armed = Task { try await on.ledger.arm(claimed, in: on.run) }
                // A heartbeat that waits in the same way is ended, so that the call's COMMIT comes.
                let waiting = """
                    FROM pg_stat_activity WHERE application_name = '\(database.name)'
                        AND wait_event = 'SyncRep' AND query
                    """
                while try !database.sql("SELECT pid \(waiting) LIKE '%COMMIT'").contains(/\d/) {
                    try database.sql(
                        "SELECT pg_terminate_backend(pid) \(waiting) NOT LIKE '%COMMIT'")
                    await Task.yield()
                }
                try database.sql("ALTER SYSTEM RESET synchronous_standby_names")
                try database.cut()
                try database.sql("SELECT pg_reload_conf()")
                guard case .armed = try await armed.value else {
                    return #expect(Bool(false), "the call is armed, and nobody was told")
                }
                #expect(try on.calls() == [.armed: 1])
                try on.checkSums()
            }
        }

        @Test("a COMMIT that was not done and got no answer is done again")
        func notCommittedWithoutAnswer() async throws {
            try await withRun { on, database in
                try database.sql(
                    """
                    CREATE SEQUENCE tries;
                    CREATE FUNCTION \(database.name).die() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        IF nextval('\(database.name).tries') = 1 THEN
                            PERFORM pg_terminate_backend(pg_backend_pid());
                            PERFORM pg_sleep(60);
                        END IF;
                        RETURN NULL;
                    END $$;
                    CREATE CONSTRAINT TRIGGER die AFTER INSERT ON attempt
                        DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION die()
                    """)
                _ = try await on.arm(try #require(try await on.claim().first))
                #expect(try database.sql("SELECT last_value FROM tries") == "2")
                #expect(try on.calls() == [.armed: 1])
                try on.checkSums()
            }
        }
    }

    extension PostgresTests {
        @Test("whoever has lost the lease arms nothing; of what it brings late a success counts")
        func takenOver() async throws {
            try await withRun { on, database in
                let claimed = try #require(try await on.claim().first)
                let attempt = try await on.arm(claimed)
                try database.sql("UPDATE lease SET until = 0")
                try await RunLedger.withLedger(
                    onServer: database.address, mayWait: { false }, now: { on.clock.now }
                ) { successor in
                    #expect(try successor.reader.calls(of: on.batch).byState == [.unknown: 1])
                    let problem = LedgerError.unusable(path: database.address, .takenOver)
                    await #expect(throws: problem) {
                        try await on.ledger.arm(claimed, in: on.run)
                    }
                    #expect(throws: problem) { try on.ledger.beginRun(of: on.batch) }
                    let late = try await on.ledger.settle(
                        attempt, as: .throttled, reply: AttemptReply())
                    #expect(late == .stale)
                    let success = try await on.ledger.settle(
                        attempt, as: .succeeded, reply: success)
                    #expect(success == .settled)
                    #expect(try successor.reader.calls(of: on.batch).byState == [.succeeded: 1])
                }
                try on.checkSums()
            }
        }

        @Test("who holds the ledger is told, and a second one that may not wait is refused")
        func held() async throws {
            try await PostgresServer.withDatabase { database in
                let work = LedgerWork(command: "run", batch: "greetings")
                try await RunLedger.withLedger(onServer: database.address, for: work) { ledger in
                    var saying = RunSaying(time: 1)
                    saying.pause = "It rests."
                    ledger.say(saying)
                    _ = try ledger.plan(jobs: [job("a.mp3", "A.")])
                    guard case .held(let holder) = try ledgerHolding(onServer: database.address)
                    else { return #expect(Bool(false), "nobody is told to hold it") }
                    #expect(holder?.work == work)
                    #expect(holder?.saying == saying)
                    await #expect(throws: LedgerError.busy(path: database.address)) {
                        try await RunLedger.withLedger(
                            onServer: database.address, mayWait: { false }
                        ) { _ in }
                    }
                }
                #expect(try ledgerHolding(onServer: database.address) == .free)
            }
        }

        @Test("an empty database has no ledger to read, a foreign or newer one is refused")
        func foreign() async throws {
            try await PostgresServer.withDatabase { database in
                #expect(try LedgerReader(onServer: database.address) == nil)
                try database.sql("CREATE TABLE job (name text)")
                let error = LedgerError.foreign(path: database.address)
                #expect(throws: error) { try LedgerReader(onServer: database.address) }
                await #expect(throws: error) {
                    try await RunLedger.withLedger(onServer: database.address) { _ in }
                }
                try database.sql("DROP TABLE job")
                try await RunLedger.withLedger(onServer: database.address) { _ in }
                #expect(try LedgerReader(onServer: database.address)?.batches().isEmpty == true)
                try database.sql("UPDATE ledger_version SET version = 1000")
                #expect(throws: LedgerError.newer(path: database.address, version: 1000)) {
                    try LedgerReader(onServer: database.address)
                }
            }
        }

        @Test("a reply with a character that PostgreSQL does not keep is written down")
        func zero() async throws {
            try await withRun { on, _ in
                let attempt = try await on.arm(try #require(try await on.claim().first))
                try await on.ledger.settle(
                    attempt, as: .refused, reply: AttemptReply(message: "no\0way"))
                #expect(try on.calls() == [.refused: 1])
            }
        }
    }

    /// What needs no server.
    struct PostgresAddressTests {
        @Test(
            "no error has a password in it",
            arguments: [
                "postgresql://kling:s3cret@localhost/books",
                "postgresql://kling@localhost/books?password=s3cret",
                "postgresql://kling@localhost/books?sslpassword=s3cret",
                "postgresql://kling:s3cret@localhost:port/books",
                "postgresql://kling@localhost/books?s3cret=1",
            ])
        func passwords(address: String) {
            let error = #expect(throws: LedgerError.self) {
                _ = try LedgerReader(onServer: address)
            }
            #expect(error.map { "\($0)".contains("s3cret") } == false)
        }

        @Test("a server that is not there is named with the reason")
        func unreachable() throws {
            let address = "postgresql://kling@127.0.0.1:1/books"
            let error = #expect(throws: LedgerError.self) {
                _ = try LedgerReader(onServer: address)
            }
            let message = try #require(error.map { "\($0)" })
            #expect(message.contains(address) && message.contains("does not answer"))
        }
    }
#endif
