import AudioFixtures
import Crypto
import Foundation
import MP3
import SystemPackage
import Testing
import Tracks

@Suite("A stored file", .timeLimit(.minutes(10)))
struct FileVerdictTests {
    @Test("is intact, changed, missing or no MP3")
    func verdicts() async throws {
        try await withFolder { folder in
            let file = folder.appending("a.mp3")
            let audio = TestAudio.noise(frames: 50, seed: 1)
            let sum = Array(SHA256.hash(data: audio))
            let length = TestAudio.duration(frames: 50)
            #expect(await FileVerdict.of(file, sha256: sum, duration: length) == .missing)
            try write(audio, to: file)
            #expect(await FileVerdict.of(file, sha256: sum, duration: length) == .intact)
            #expect(
                await FileVerdict.of(file, sha256: sum, duration: .seconds(60))
                    == .wrongLength(length))
            try write(audio + [1], to: file)
            #expect(await FileVerdict.of(file, sha256: sum, duration: length) == .changed)
            try write(TestAudio.id3v2(byteCount: 300) + audio, to: file)
            #expect(await FileVerdict.of(file, sha256: sum, duration: length) == .retagged)
            #expect(await FileVerdict.of(file, sha256: sum) == .changed)
            let text = Array("text".utf8)
            try write(text, to: file)
            let textSum = Array(SHA256.hash(data: text))
            #expect(
                await FileVerdict.of(file, sha256: textSum, duration: length)
                    == .unreadable("\(MP3Error.noFrames(start: text))"))
        }
    }
}
