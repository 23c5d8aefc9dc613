#if PostgreSQL
    import CPostgres
    import Ledger

    /// The values of a statement's parameters, as they go over the line: bytes as they are, all else as
    /// text, of which the server makes what stands in the parameter's place.
    struct PostgresParameters {
        /// All values, one behind the other, each with a NUL behind it.
        private var bytes: [CChar] = []
        /// Where each begins; nil for nothing.
        private var starts: [Int?] = []
        private var lengths: [Int32] = []
        /// 1 for bytes, 0 for text.
        private var formats: [Int32] = []

        init(_ values: [LedgerValue]) {
            for value in values { add(value) }
        }

        private mutating func add(_ value: LedgerValue) {
            switch value {
            case .null: add(nil, format: 0)
            case .integer(let number): add(Array("\(number)".utf8), format: 0)
            case .real(let number): add(Array("\(number)".utf8), format: 0)
            // PostgreSQL's texts have no U+0000; it comes out as the sign for what is no character.
            case .text(let text): add(Array(text.replacing("\0", with: "\u{FFFD}").utf8), format: 0)
            case .bytes(let bytes): add(bytes, format: 1)
            }
        }

        private mutating func add(_ value: [UInt8]?, format: Int32) {
            starts.append(value == nil ? nil : bytes.count)
            lengths.append(Int32(value?.count ?? 0))
            formats.append(format)
            guard let value else { return }
            bytes.append(contentsOf: value.lazy.map { CChar(bitPattern: $0) })
            bytes.append(0)
        }

        /// Sends a prepared statement with them; whether the connection took it.
        func send(to name: String, on connection: OpaquePointer) -> Bool {
            bytes.withUnsafeBufferPointer { bytes in
                let values = starts.map { start in
                    start.flatMap { start in bytes.baseAddress.map { $0 + start } }
                }
                return PQsendQueryPrepared(
                    connection, name, Int32(values.count), values, lengths, formats, 0) == 1
            }
        }
    }
#endif
