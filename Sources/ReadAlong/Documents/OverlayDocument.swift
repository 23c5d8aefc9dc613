import Texts

/// The media overlay of a page: which element is shown while which stretch of the track is heard.
///
/// Source: W3C, "EPUB 3.3", section 9.2 (media overlay documents) and appendix on clock values.
struct OverlayDocument {
    let page: BookPage

    /// The document's text.
    var text: String {
        let pairs = (page.times?.units ?? []).map { unit in
            """
            <par id="\(unit.id)">
            <text src="../\(page.textPath)#\(unit.id)"/>
            <audio src="../\(page.soundPath)" clipBegin="\(clock(unit.time.lowerBound))" \
            clipEnd="\(clock(unit.time.upperBound))"/>
            </par>
            """
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <smil xmlns="http://www.w3.org/ns/SMIL" version="3.0">
            <body>
            \(pairs.joined(separator: "\n"))
            </body>
            </smil>

            """
    }
}

/// A time as a full clock value.
func clock(_ milliseconds: Int) -> String { timestamp(.milliseconds(milliseconds)) }
