import KlingEmulator

extension BuiltCommand {
    /// `run` over `lines.csv` against an emulator.
    static func runArguments(_ emulator: RunningEmulator, _ more: String...) -> [String] {
        [
            "run", "lines.csv", "--voice", "reader_en_m-v1", "--output", "audio", "--base-url",
            emulator.address,
        ] + more
    }
}
