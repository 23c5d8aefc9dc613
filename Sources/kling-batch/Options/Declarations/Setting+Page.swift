extension SettingFacts {
    static let page = [Setting.html.facts]
}

extension Setting<String> {
    static var html: Setting {
        .text(
            "html", in: .results, "write the report as one page to look at, with players",
            value: "file"
        ).taken(by: .report).optionOnly.note("see [page.md](page.md)")
    }
}
