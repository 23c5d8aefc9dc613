#if PostgreSQL
    import CPostgres
    import Ledger

    /// Where a ledger lies on a server: `postgresql://user@host:port/database?…`.
    ///
    /// What it leaves out, libpq finds by itself: `PGHOST` and its kin, `PGPASSWORD`, `~/.pgpass`, service
    /// files. It has no password in it, so it may stand in messages.
    struct PostgresAddress: Sendable {
        /// As it was given.
        let text: String

        /// Takes an address as libpq reads it.
        ///
        /// - Throws: ``LedgerError`` where libpq cannot read it, or where it has a password, which every
        ///   user of the machine would see in the list of processes. Neither names the address: what
        ///   libpq took for another part may be a password.
        init(_ text: String) throws(LedgerError) {
            guard let options = PQconninfoParse(text, nil) else {
                throw Self.refusal(.badAddress)
            }
            defer { PQconninfoFree(options) }
            var option = options
            while let keyword = option.pointee.keyword {
                let isSecret = ["password", "sslpassword"].contains(String(cString: keyword))
                if isSecret, option.pointee.val != nil { throw Self.refusal(.passwordInAddress) }
                option += 1
            }
            self.text = text
        }

        /// Why the ledger there cannot be used.
        func refusal(_ problem: LedgerProblem) -> LedgerError {
            .unusable(path: text, problem)
        }

        private static func refusal(_ problem: LedgerProblem) -> LedgerError {
            .unusable(path: "in PostgreSQL", problem)
        }

        /// Runs `body`, and tells errors of the server as the ledger's own; others pass.
        func attempt<Value>(_ body: () throws -> Value) throws -> Value {
            do {
                return try body()
            } catch let error as PostgresError {
                throw refusal(LedgerProblem(error))
            } catch let error as UnknownWord {
                throw refusal(.unknownWord(error.word, meaning: error.meaning))
            } catch is MissingRow {
                throw refusal(.fault(code: "SQLSTATE 02000"))
            }
        }
    }
#endif
