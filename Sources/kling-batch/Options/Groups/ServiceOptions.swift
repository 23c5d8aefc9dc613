import ArgumentParser
import BatchPlanning

/// Who is called.
struct ServiceOptions: ParsableArguments {
    @Option(.baseURL) var baseURL: String?
    @Option(.api) var api: APIForm?
    @Option(.apiPath) var apiPath: String?
    @Option(.service) var service: String?
    @Option(.tokenFile) var tokenFile: String?

    /// Writes what is given over what was known before.
    func apply(to calls: inout CallSettings, _ settings: Settings) throws {
        try settings.take(.baseURL, baseURL, into: &calls.baseURL)
        if let api = try settings.value(.api, api) { calls.form = api.form }
        try settings.take(.apiPath, apiPath, into: &calls.path)
        try settings.take(.service, service, into: &calls.serviceName)
    }
}

/// The form a service speaks, or that it is to be asked.
enum APIForm: String, CaseIterable {
    case auto
    case page
    case gateway
    case kling

    /// The form's name; nil asks the service.
    var form: String? { self == .auto ? nil : rawValue }
}
