#if PostgreSQL
    import CPostgres
    import Ledger

    /// A row that has come, good until the next one is asked for.
    struct PostgresRow: LedgerRow {
        let result: OpaquePointer
        /// The names of the statement's columns: few enough to look through.
        let columns: [String]

        static func columns(of result: OpaquePointer) -> [String] {
            (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) }
        }

        func place(of column: String) -> Int? { columns.firstIndex(of: column) }

        func value(at place: Int) -> LedgerValue {
            let column = Int32(place)
            guard PQgetisnull(result, 0, column) == 0 else { return .null }
            let bytes = UnsafeRawBufferPointer(
                start: PQgetvalue(result, 0, column), count: Int(PQgetlength(result, 0, column)))
            if PQftype(result, column) == Self.bytea { return .bytes(Self.decoded(bytes)) }
            let text = String(decoding: bytes, as: UTF8.self)
            switch PQftype(result, column) {
            case Self.bool: return .integer(text == "t" ? 1 : 0)
            case Self.float4, Self.float8: return Double(text).map { .real($0) } ?? .text(text)
            case Self.int2, Self.int4, Self.int8, Self.numeric:
                return Int64(text).map { .integer($0) } ?? Double(text).map { .real($0) }
                    ?? .text(text)
            default: return .text(text)
            }
        }

        // The numbers of types, which are the same in every server (`pg_type.dat`).
        private static let bool: Oid = 16
        private static let bytea: Oid = 17
        private static let int8: Oid = 20
        private static let int2: Oid = 21
        private static let int4: Oid = 23
        private static let float4: Oid = 700
        private static let float8: Oid = 701
        private static let numeric: Oid = 1700

        /// Bytes as the server writes them: `\x` and two digits each.
        private static func decoded(_ text: UnsafeRawBufferPointer) -> [UInt8] {
            stride(from: 2, to: text.count - 1, by: 2).map {
                digit(text[$0]) << 4 | digit(text[$0 + 1])
            }
        }

        private static func digit(_ ascii: UInt8) -> UInt8 {
            ascii < UInt8(ascii: "a") ? ascii - UInt8(ascii: "0") : ascii - UInt8(ascii: "a") + 10
        }
    }
#endif
