import Mustache

/// What a template gets: names with texts, numbers, switches, lists and further such values.
///
/// A name that is missing is looked for further out, so that names of what can be missing stand at one
/// level only.
package typealias PageValues = [String: Any]

/// The templates, ready to be filled.
package struct PageTemplates: Sendable {
    private let library: MustacheLibrary

    private static let registered: Void = MustacheContentTypes.register(
        PageText(), named: PageText.name)

    /// Reads templates.
    package init(_ templates: [String: String] = PageStore.templates) throws {
        _ = Self.registered
        library = MustacheLibrary(
            templates: try templates.mapValues {
                try MustacheTemplate(string: "{{% CONTENT_TYPE: \(PageText.name)}}" + $0)
            })
    }

    /// A template with its values filled in, escaped.
    package func filled(_ name: String, _ values: PageValues) -> String {
        library.render(values, withTemplate: name) ?? ""
    }
}
