extension SettingFacts {
    static let page = [Setting.html.facts, Setting.servePort.facts]

    /// Settings of the page beside a run.
    static let runPage = [Setting.page.facts, Setting.pagePort.facts]
}

extension Setting<Int> {
    static var servePort: Setting {
        .number("port", in: .results, "the port to serve at", 0...65_535, usual: 0)
            .taken(by: .serve).optionOnly.note("0 takes a free one; see [page.md](page.md#live)")
    }

    static var pagePort: Setting {
        .number("page-port", in: .progress, "the port of --page", 0...65_535, usual: 0)
            .note("0 takes a free one")
    }
}

extension Setting<Bool> {
    static var page: Setting {
        .toggle("page", in: .progress, "show the run in the browser, and say at which address")
            .note("see [page.md](page.md#beside-a-run)")
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
