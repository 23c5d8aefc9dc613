/// The names that one call goes by.
struct CallNames: Sendable {
    /// In the bill, and where the form has the header, in `X-Oneapi-Request-Id`.
    var billed: String
    /// In the reply's body.
    var inBody: String
    /// Kling's name for the work; nil where the form has none.
    var taskID: String?
    /// Whether each reply names the request in `X-Oneapi-Request-Id`.
    var hasHeader = false
}
