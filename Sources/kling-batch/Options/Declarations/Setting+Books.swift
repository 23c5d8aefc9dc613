import BatchPlanning
import Books
import JobLists
import Narration

extension SettingSection {
    static let book = SettingSection(
        "Book", of: [.run, .plan, .chapters], for: [.book], note: "see [books.md](books.md)")
    static let audiobook = SettingSection(
        "Audiobook", of: [.run, .plan], for: [.book],
        note: "see [books.md](books.md#what-is-made-of-it)")
}

extension SettingFacts {
    static let book = [
        Setting.chapters.facts, Setting.include.facts, Setting.notes.facts, Setting.ruby.facts,
        Setting.code.facts, Setting.alt.facts, Setting.titleTemplate.facts,
        Setting.lexicon.facts, Setting.roles.facts, Setting.dialogueVoice.facts,
        Setting.packChapters.facts,
    ]
    static let audiobook = [
        Setting.book.facts, Setting.bookBitrate.facts, Setting.splitHours.facts,
        Setting.layout.facts, Setting.gap.facts, Setting.sync.facts,
    ]
}

extension Setting<ChapterSelection> {
    static var chapters: Setting {
        .read(
            "chapters", in: .book,
            "speak only these chapters, by their numbers in `chapters`: 3-7,10", value: "numbers",
            usual: "all"
        ) { try ChapterSelection($0) }.optionOnly
    }
}

extension Setting<Set<Chapter.Matter>> {
    static var include: Setting {
        .read(
            "include", in: .book,
            "matter that is spoken besides the body: front, back or front,back", value: "matter",
            usual: "the body alone"
        ) { try Chapter.Matter.included($0) }
    }
}

extension Setting<BookReadingOptions.Notes> {
    static var notes: Setting {
        .choice("notes", in: .book, "footnotes and endnotes", usual: .skip)
    }
}

extension Setting<BookReadingOptions.Ruby> {
    static var ruby: Setting {
        .choice(
            "ruby", in: .book, "what is read of ruby: the text, or the reading beside it",
            usual: .base)
    }
}

extension Setting<ReadOrSkip> {
    static var code: Setting { .choice("code", in: .book, "listings of programs", usual: .skip) }
}

extension Setting<TitleTemplate> {
    static var titleTemplate: Setting {
        .read(
            "title-template", in: .book,
            "what is said at a chapter's start, such as “Chapter {number}. {title}”",
            value: "template", usual: "the book's own headings"
        ) { try TitleTemplate($0) }
    }
}

extension Setting<String> {
    static var lexicon: Setting {
        .text(
            "lexicon", in: .book,
            "words and how they are spoken, a CSV, TSV or PLS file; may be given several times",
            value: "file"
        ).concerning(.list, .book).note(
            "a variable or configuration file says it for books alone")
    }

    static var roles: Setting {
        .text(
            "roles", in: .book,
            "the file that maps headings, quoted speech, speakers and marks to voices",
            value: "file"
        ).concerning(.book, .subtitles, .list).note(
            "see [books](books.md#how-it-is-spoken), [subtitles](subtitles.md#voices), "
                + "[lists](job-lists.md#voices-by-speaker-and-language)")
    }

    static var dialogueVoice: Setting {
        .listOption("dialogue-voice", in: .book, "the voice of quoted speech", value: "id") {
            $0.defaults.voiceID = $1
        }
    }
}

extension Setting<Bool> {
    static var alt: Setting { .toggle("alt", in: .book, "speak what images say they show") }

    static var packChapters: Setting {
        .toggle(
            "pack-chapters", in: .book, "let short neighbouring chapters share a call, and a track")
    }
}

extension Setting<BookForms> {
    static var book: Setting {
        .read(
            "book", in: .audiobook,
            "the audiobook that is made of the tracks; epub shows the text while it is heard, alone or "
                + "beside another, as in m4b,epub",
            value: "m4b|mp3|opus|epub|none", usual: "\(BookForms.usual)"
        ) { text in
            guard let forms = BookForms(text) else {
                throw UnfitValue(
                    expected: "one of m4b, mp3 and opus, epub, both as in m4b,epub, or none")
            }
            return forms
        }.choosing(among: BookForms.words)
            .note("none of tracks that are no mp3")
    }
}

extension Setting<Int> {
    static var bookBitrate: Setting {
        .number(
            "book-bitrate", in: .audiobook, "its bit rate", SettingRange.bookBitRate,
            value: "kbit/s"
        )
        .usually("as much as the tracks have to give, at most 64 for m4b, 32 for opus")
    }
}

extension Setting<Double> {
    static var splitHours: Setting {
        .read(
            "split-hours", in: .audiobook,
            "the longest file of an audiobook, 0.1 to 1000; 0 for no limit", value: "hours",
            usual: "24"
        ) { text in
            guard let hours = Double(text), hours == 0 || SettingRange.partHours.contains(hours)
            else {
                throw UnfitValue(expected: "0.1 to 1000, or 0 for no limit")
            }
            return hours
        }
    }

    static var gap: Setting {
        .number(
            "gap", in: .audiobook, "the silence between two pieces of a chapter",
            SettingRange.gapSeconds, value: "seconds", usual: 0)
    }
}

extension Setting<BookLayout> {
    static var layout: Setting {
        .choice(
            "layout", in: .audiobook,
            "the folders: everything in one, or Author/Series/Title for audiobookshelf's library",
            usual: .plain)
    }
}

extension Setting<BookSettings.Sync> {
    static var sync: Setting {
        .choice("sync", in: .audiobook, "words with estimated times beside each track")
    }
}
