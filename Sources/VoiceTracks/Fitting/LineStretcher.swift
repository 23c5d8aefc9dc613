import DurableFiles
import SystemPackage

/// Speeds lines up without changing their pitch, many with each run of the tool.
struct LineStretcher: Sendable {
    /// A line and by how much it is to be faster.
    struct Line: Sendable {
        let sound: RawSound
        let factor: Double
    }

    let tool: Tool
    let folder: FilePath
    let width: Int
    let sampleRateHz: Int

    /// A run takes as long to start as to stretch some lines; each line is a file while it lasts.
    private static let batchLimit = 32

    /// Silence that follows each line while it is stretched, to be cut off again.
    ///
    /// ffmpeg's rubberband loses up to 75 ms at the end of a sound whose length is a whole number of
    /// its blocks.
    private static let padSeconds = 0.25

    /// Stretches lines into the file that they stand in and gives their new places, in order.
    func stretch(_ lines: [Line], in file: SoundFile) async throws -> [RawSound] {
        guard !lines.isEmpty else { return [] }
        let filter = try await filter()
        // Even when there are few lines, all cores have some.
        let size = min(Self.batchLimit, (lines.count + width - 1) / width)
        let batches = stride(from: 0, to: lines.count, by: size).map {
            Array(lines[$0..<min($0 + size, lines.count)])
        }
        return try await inParallel(batches, width: width) { batch in
            try await stretch(batch, by: filter, in: file)
        }.flatMap { $0 }
    }

    /// rubberband sounds better; not every ffmpeg has it.
    private func filter() async throws -> String {
        let text = try await tool.run(["-filters"], in: folder) { path in
            let file = try OpenFile(path)
            return String(
                decoding: try file.bytes(at: 0, count: file.byteCount()), as: UTF8.self)
        }
        return text.contains(" rubberband ") ? "rubberband" : "atempo"
    }

    private func stretch(
        _ batch: [Line], by filter: String, in file: SoundFile
    ) async throws -> [RawSound] {
        try await withTemporaryFiles(batch.count + 1, in: folder) { files in
            let input = files[batch.count]
            try await DiskThreads.run {
                var offset = 0
                for line in batch {
                    try input.write(file.bytes(of: line.sound), at: offset)
                    offset += line.sound.sampleCount * 2
                }
            }
            try await tool.run(
                arguments(batch, filter, from: input, to: files), in: folder)
            return try await DiskThreads.run {
                var sounds: [RawSound] = []
                for (index, line) in batch.enumerated() {
                    let range = try file.append(files[index].path)
                    try requireWhole(line, sampleCount: range.count, filter: filter)
                    sounds.append(RawSound([range]))
                }
                return sounds
            }
        }
    }

    /// Each line is an input of its own, cut out of one file, and an output of its own.
    private func arguments(
        _ batch: [Line], _ filter: String, from input: PartFile, to files: TemporaryFiles
    ) -> [String] {
        var inputs: [String] = []
        var outputs: [String] = []
        var offset = 0
        for (index, line) in batch.enumerated() {
            let count = line.sound.sampleCount
            // Rounded to microseconds this is still nearest to the very sample.
            let length = Double(count) / Double(sampleRateHz)
            inputs += ["-protocol_whitelist", "file", "-f", "s16le", "-ar", "\(sampleRateHz)"]
            inputs += ["-ac", "1", "-skip_initial_bytes", "\(offset * 2)", "-t", "\(length)"]
            inputs += ["-i", "file:\(input.path)"]
            let steps = [
                "apad=pad_dur=\(Self.padSeconds)", "\(filter)=tempo=\(line.factor)",
                "atrim=end_sample=\(line.expectedCount)",
            ]
            outputs += ["-map", "\(index):a", "-af", steps.joined(separator: ",")]
            outputs += ["-ar", "\(sampleRateHz)", "-ac", "1", "-f", "s16le"]
            outputs += ["file:\(files[index].path)"]
            offset += count
        }
        return ["-filter_threads", "1"] + inputs + outputs
    }

    /// A line that lost words in the tool is too short.
    private func requireWhole(
        _ line: Line, sampleCount count: Int, filter: String
    ) throws(VoiceTrackError) {
        guard count == line.expectedCount else {
            throw .stretchedWrongly(
                filter: filter, sampleCount: count, expectedCount: line.expectedCount)
        }
    }
}

extension LineStretcher.Line {
    /// How many samples it then has.
    fileprivate var expectedCount: Int {
        Int((Double(sound.sampleCount) / factor).rounded())
    }
}
