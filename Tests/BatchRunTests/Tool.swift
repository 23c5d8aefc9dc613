import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips a test, naming the tool, where ffmpeg is missing.
    static var needsFFmpeg: Self {
        let environment = ProcessInfo.processInfo.environment
        let isHere = (environment["PATH"] ?? "").split(separator: ":").contains { folder in
            FileManager.default.isExecutableFile(atPath: "\(folder)/ffmpeg")
        }
        return .enabled(if: isHere, "needs ffmpeg")
    }
}
