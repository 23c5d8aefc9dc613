import Foundation
import JobLists
import SpeechTasks
import Texts

/// Real data that stands beside the project, or where KLING_TEST_DATA says.
enum TestData {
    static let folder: URL = {
        if let path = ProcessInfo.processInfo.environment["KLING_TEST_DATA"] {
            return URL(fileURLWithPath: path)
        }
        return projectFolder.deletingLastPathComponent().appendingPathComponent("shared/data")
    }()

    static let projectFolder = URL(fileURLWithPath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static let isPresent = FileManager.default.fileExists(
        atPath: folder.appendingPathComponent("csv").path)

    /// The files of a folder with an ending, in order.
    static func files(_ subfolder: String, ending: String) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(
            at: folder.appendingPathComponent(subfolder), includingPropertiesForKeys: nil
        )
        .filter { $0.lastPathComponent.hasSuffix(ending) }
        .sorted { $0.path < $1.path }
    }
}

/// A source that gives its bytes in chunks of some size.
func source(_ bytes: [UInt8], chunk: Int = 1 << 20) -> ByteSource {
    var rest = bytes[...]
    return ByteSource { buffer in
        let part = rest.prefix(min(chunk, buffer.count))
        buffer.copyBytes(from: part)
        rest = rest.dropFirst(part.count)
        return part.count
    }
}

/// What some lists came to.
struct Reading: Equatable {
    var rows: [ListRow] = []
    var faults: [JobFault] = []

    /// What is known of the jobs beside their texts.
    var jobs: [JobHeading] { rows.map(\.heading) }
    var texts: [String] { rows.map(\.text) }

    /// Every fault as `path:line:column: message`.
    var messages: [String] { faults.map(\.description) }

    /// The faults' places without the path.
    var places: [String] { faults.map { "\($0.place.line):\($0.place.column)" } }
}

extension JobReaderOptions {
    /// Options under which a row needs nothing but a text.
    static var withVoice: JobReaderOptions {
        var options = JobReaderOptions()
        options.defaults.voiceID = "calm_story1"
        return options
    }
}

/// Reads all inputs to their end.
func read(_ inputs: [JobInput], _ options: JobReaderOptions = .withVoice) throws -> Reading {
    var reader = try JobReader(lists: inputs, options: options)
    var reading = Reading()
    for input in inputs {
        try reader.open(input)
        while let row = try reader.next() {
            switch row {
            case .row(let row): reading.rows.append(row)
            case .fault(let fault): reading.faults.append(fault)
            }
        }
    }
    return reading
}

/// Reads one list; its name tells its format.
func read(
    _ name: String, _ bytes: [UInt8], chunk: Int = 1 << 20, _ options: JobReaderOptions = .withVoice
) throws -> Reading {
    try read([JobInput(path: name, source: source(bytes, chunk: chunk))], options)
}

/// Reads one list from a text.
func read(
    _ name: String, _ text: String, chunk: Int = 1 << 20, _ options: JobReaderOptions = .withVoice
) throws -> Reading {
    try read(name, Array(text.utf8), chunk: chunk, options)
}

/// All records of some CSV.
func records(_ bytes: [UInt8], delimiter: Character = ",", chunk: Int = 1 << 20) throws
    -> [[String]]
{
    var reader = CSVReader(
        source: source(bytes, chunk: chunk), delimiter: delimiter.asciiValue ?? 0)
    var records: [[String]] = []
    while let record = try reader.nextStrings() { records.append(record) }
    return records
}

extension CSVReader {
    /// The next record's fields; nil at the end or where nothing more can be read.
    fileprivate mutating func nextStrings() throws(TextError) -> [String]? {
        switch try next() {
        case .record, .badRecord: fields.map(string)
        case .broken, .end: nil
        }
    }
}

extension JSONCheck {
    /// What is wrong with an input; nil if it is valid by RFC 8259.
    static func fault(in source: ByteSource) -> String? {
        var json = JSONWindow(source: source)
        do {
            guard try json.peek() != nil else { return "there is no value" }
            json.consume(try json.scanValue())
            return try json.peek() == nil ? nil : "text stands after the value"
        } catch {
            return "\(error)"
        }
    }
}

/// Numbers that look random and are the same in every run (SplitMix64).
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

/// A folder that is gone after the test.
func withTemporaryFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
        .appendingPathComponent("job-lists-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder)
}

/// The path of a program, if it is there.
func program(_ name: String) -> String? {
    let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
    return path.split(separator: ":").map { "\($0)/\(name)" }
        .first { FileManager.default.isExecutableFile(atPath: $0) }
}
