/// How pages look, and what is marked while it is heard.
enum Stylesheet {
    /// The class that readers give to what is heard.
    static let activeClass = "-epub-media-overlay-active"
    /// The class that readers give to the page while it plays.
    static let playingClass = "-epub-media-overlay-playing"

    /// The style sheet's text.
    static let text = """
        body { margin: 1em; line-height: 1.5; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 1.5em 0 1em; }
        p { margin: 0 0 0.8em; }
        p.verse { margin-inline-start: 1.5em; }
        p.row { margin: 0 0 0.2em; }
        pre { white-space: pre-wrap; }
        img.cover { display: block; max-width: 100%; max-height: 100vh; margin: 0 auto; }
        .\(activeClass) { background-color: #ffe9a8; color: #000000; }

        """
}
