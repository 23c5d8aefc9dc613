/// Why an emulator does not start or cannot go on.
package enum EmulatorError: Error, Equatable, CustomStringConvertible {
    /// A setting is out of its range; the reason says which and what it may be.
    case badSetting(String)
    /// A rate limit is not of the form `20/s`.
    case badRateLimit(String)
    /// An entry of a fault list is wrong.
    case badFault(entry: String, reason: String)
    /// A voice list cannot be read or holds no voice.
    case badVoiceList(path: String, reason: String)
    /// Speech was asked for and these tools are not there.
    case toolsMissing([String])
    /// A tool that makes speech failed on a text.
    case speechFailed(tool: String, reason: String)
    /// A certificate for TLS cannot be made.
    case certificateFailed(reason: String)
    /// The address cannot be listened on.
    case cannotListen(address: String, reason: String)
    /// The bill cannot be opened, written or synced.
    case billUnwritable(path: String, reason: String)

    /// What happened, where, and what to do next.
    package var description: String {
        switch self {
        case .badSetting(let reason):
            reason
        case .badRateLimit(let text):
            "\"\(text)\" is no rate limit; write a count and a time such as 20/s, 60/min or 500/h"
        case .badFault(let entry, let reason):
            "fault \"\(entry)\": \(reason)"
        case .badVoiceList(let path, let reason):
            "voice list \(path): \(reason)"
        case .toolsMissing(let tools):
            "speech needs \(tools.joined(separator: " and ")); install the Debian "
                + (tools.count == 1 ? "package" : "packages")
                + " of that name, or use the audio engine silence"
        case .speechFailed(let tool, let reason):
            "\(tool) made no speech: \(reason)"
        case .certificateFailed(let reason):
            "the certificate for TLS cannot be made: \(reason)"
        case .cannotListen(let address, let reason):
            "cannot listen on \(address): \(reason); choose another port, or 0 for any free one"
        case .billUnwritable(let path, let reason):
            "the bill \(path) cannot be written: \(reason)"
        }
    }
}
