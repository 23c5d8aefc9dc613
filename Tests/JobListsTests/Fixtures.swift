import JobLists
import SpeechTasks
import TestSupport
import Texts

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
    try read([JobInput(path: name, source: ByteSource(bytes, chunk: chunk))], options)
}

/// Reads one list from a text.
func read(
    _ name: String, _ text: String, chunk: Int = 1 << 20, _ options: JobReaderOptions = .withVoice
) throws -> Reading {
    try read(name, Array(text.utf8), chunk: chunk, options)
}
