import AudioFixtures
import SystemPackage
import Testing
import Tracks

@Suite("A recorded track")
struct TrackVerdictTests {
    @Test("is there, retagged, missing, or another file")
    func verdicts() async throws {
        try await withFolder { folder in
            let path = folder.appending("a.mp3")
            let audio = TestAudio.noise(frames: 500, seed: 1)
            func verdict(_ bytes: [UInt8]) throws -> TrackVerdict {
                try write(bytes, to: path)
                return .of(path, byteCount: audio.count, duration: .milliseconds(12_000))
            }
            #expect(
                TrackVerdict.of(path, byteCount: 1, duration: .milliseconds(12_000)) == .missing)
            let verdicts = try [
                audio, TestAudio.id3v2(byteCount: 5000) + audio, audio + TestAudio.id3v1,
                audio + TestAudio.frame, audio.dropLast(96), audio.dropLast(), [],
            ].map(verdict)
            #expect(verdicts == [.there, .retagged, .retagged, .other, .other, .other, .other])
            #expect(TrackVerdict.of(path, byteCount: 1, duration: nil) == .other)
        }
    }
}
