import Foundation
import MP3
import Testing

@Suite("An ID3 tag")
struct ID3TagTests {
    /// The frames of a tag, read anew by the standard's rules.
    private func frames(_ bytes: [UInt8]) throws -> [(name: String, content: [UInt8])] {
        try #require(bytes.count >= 10)
        #expect(Array(bytes[..<6]) == Array("ID3".utf8) + [3, 0, 0])
        let size = bytes[6..<10].reduce(0) { $0 << 7 | Int($1) }
        #expect(size == bytes.count - 10)
        var frames: [(String, [UInt8])] = []
        var rest = bytes[10...]
        while rest.count >= 10, rest.first != 0 {
            let name = String(decoding: rest.prefix(4), as: UTF8.self)
            let count = rest.dropFirst(4).prefix(4).reduce(0) { $0 << 8 | Int($1) }
            try #require(rest.count >= 10 + count)
            frames.append((name, Array(rest.dropFirst(10).prefix(count))))
            rest = rest.dropFirst(10 + count)
        }
        #expect(rest.allSatisfy { $0 == 0 })
        return frames
    }

    @Test("holds title and first words, in the plainest encoding that has their letters")
    func track() throws {
        let tags = TrackTags(title: "One", text: "Grüße aus 北京 👋")
        let frames = try frames(ID3Tag(tags).bytes())
        let byName = Dictionary(uniqueKeysWithValues: frames.map { ($0.name, $0.content) })
        #expect(byName["TIT2"] == [0] + Array("One".utf8))
        let comment = try #require(byName["COMM"])
        #expect(Array(comment.prefix(8)) == [1] + Array("und".utf8) + [0xFF, 0xFE, 0, 0])
        let text = String(data: Data(comment.dropFirst(8)), encoding: .utf16)
        #expect(text == "Grüße aus 北京 👋")
    }

    @Test("has no frame for what is not known")
    func empty() throws {
        let frames = try frames(ID3Tag(TrackTags(title: nil, text: "")).bytes())
        #expect(frames.map(\.name) == ["TSSE"])
    }

    @Test("is padded with zeros to whole blocks", arguments: [1, 512, 4096])
    func padding(block: Int) throws {
        let tag = ID3Tag(TrackTags(title: String(repeating: "T", count: 200), text: "x"))
        let bytes = tag.bytes(multipleOf: block)
        #expect(bytes.count % block == 0)
        #expect(try frames(bytes).first?.content.count == 201)
    }
}
