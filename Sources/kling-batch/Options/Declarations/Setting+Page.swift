extension SettingFacts {
    static let page = [Setting.html.facts, Setting.servePort.facts]
}

extension Setting<Int> {
    static var servePort: Setting {
        .number("port", in: .results, "the port to serve at", 0...65_535, usual: 0)
            .taken(by: .serve).optionOnly.note("0 takes a free one; see [page.md](page.md#live)")
    }
}

extension Setting<String> {
    static var html: Setting {
        .text(
            "html", in: .results, "write the report as one page to look at, with players",
            value: "file"
        ).taken(by: .report).optionOnly.note("see [page.md](page.md)")
    }
}
