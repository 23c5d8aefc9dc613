import LivePages
import Testing

/// What a request wants of a file.
struct ByteRangeTests {
    @Test(
        "a range is the bytes that it names, as far as there are any",
        arguments: [
            ("bytes=0-0", 0..<1), ("bytes=0-9", 0..<10), ("bytes=5-", 5..<10),
            ("bytes=5-99", 5..<10), ("bytes=-3", 7..<10), ("bytes=-99", 0..<10),
            ("Bytes= 2-3 ", 2..<4), ("bytes=9-999999999999999999", 9..<10),
        ])
    func parts(header: String, part: Range<Int>) {
        #expect(ByteRange(header, byteCount: 10) == .part(part))
    }

    @Test(
        "what is no single range gives the whole",
        arguments: [
            nil, "", "bytes", "bytes=", "bytes=-", "bytes=5-4", "bytes=0-1,3-4", "items=0-1",
            "bytes=a-b", "bytes=0x1-2", "bytes=--1", "bytes=1-2-3", "bytes=٣-٤",
            "bytes=9999999999999999999-",
        ] as [String?])
    func others(header: String?) {
        #expect(ByteRange(header, byteCount: 10) == .whole)
    }

    @Test(
        "a range behind the end is said to be so",
        arguments: [("bytes=10-", 10), ("bytes=10-20", 10), ("bytes=-0", 10), ("bytes=0-", 0)])
    func outside(header: String, byteCount: Int) {
        #expect(ByteRange(header, byteCount: byteCount) == .outside)
    }
}
