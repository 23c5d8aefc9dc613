import ArgumentParser
import BatchPlanning
import Foundation
import ReportForms
import SpeechTasks

extension SettingSection {
    static let audition = SettingSection(
        "Audition", of: [.voices], note: "see [reports.md](reports.md#auditions)")
}

extension SettingFacts {
    static let costs = [
        Setting.by.facts, Setting.costsSince.facts, Setting.costsUntil.facts,
        Setting.currency.facts,
    ]
    static let audition = [
        Setting.audition.facts, Setting.auditionOutput.facts, Setting.auditionBudget.facts,
        Setting.yes.facts,
    ]
}

extension Setting<CostGrouping> {
    static var by: Setting {
        let words = CostGrouping.words.map(\.word)
        return .read(
            "by", in: .results,
            "tell the cost by groups: voice, input, job and so on, or a column "
                + "of the lists", value: (words + ["COLUMN"]).joined(separator: "|")
        ) { text in
            guard !text.isEmpty else { throw UnfitValue(expected: "a word or a column's name") }
            return CostGrouping(text)
        }.taken(by: .plan, .report).optionOnly.note("see [reports.md](reports.md)")
    }
}

extension Setting<CostMoment> {
    static var costsSince: Setting { .moment("since", "only calls since then") }

    static var costsUntil: Setting {
        .moment("until", "only calls until then; a day or a month counts to its end")
    }

    private static func moment(_ key: String, _ meaning: String) -> Setting {
        .value(
            key, in: .results, meaning, value: "date",
            expected:
                "a month such as 2026-11, a date such as 2026-11-01, \"2026-11-01 12:00\", or "
                + "ISO 8601"
        ).taken(by: .report).optionOnly
    }
}

extension Setting<SecondCurrency> {
    static var currency: Setting {
        .read(
            "currency", in: .results,
            "show amounts in a second currency as well, marked as converted: its code and what one of "
                + "it costs in yuan", value: "code=rate"
        ) { text in
            guard let currency = SecondCurrency(text) else {
                throw UnfitValue(expected: "a currency and its price in yuan, such as EUR=7.8")
            }
            return currency
        }.taken(by: .plan, .report)
    }
}

extension Setting<String> {
    static var project: Setting {
        .read(
            "project", in: .batch, "what the batch is booked on in reports", value: "name",
            usual: "what was said before"
        ) { text in
            guard text.count <= 200, !text.contains(where: \.isNewline) else {
                throw UnfitValue(expected: "a name on one line, of at most 200 characters")
            }
            return text
        }
    }

    static var audition: Setting {
        .read(
            "audition", in: .audition, "buy this text in each of the voices, as a small batch",
            value: "text"
        ) { text in
            guard text.contains(where: { !$0.isWhitespace }) else {
                throw UnfitValue(expected: "some text")
            }
            return text
        }.optionOnly
    }

    static var auditionOutput: Setting {
        .text(
            "output", in: .audition, "the folder its tracks go to", value: "folder",
            usual: "named like the batch"
        ).optionOnly
    }
}

extension Setting<Money> {
    static var auditionBudget: Setting {
        .amount("budget", in: .audition, "the most it may cost", usual: "what its plan says")
            .optionOnly
    }
}

extension Setting<Bool> {
    static var yes: Setting {
        .toggle("yes", in: .audition, "buy without asking").optionOnly
    }
}

/// A moment, or a day or a month of this machine's time zone.
struct CostMoment: ExpressibleByArgument {
    /// Its beginning and the first moment behind it, in Unix milliseconds; equal for a moment.
    let start: Int
    let end: Int

    init?(argument: String) {
        for (pattern, unit) in [("yyyy-MM", Calendar.Component.month), ("yyyy-MM-dd", .day)] {
            let format = DateFormatter()
            format.locale = Locale(identifier: "en_US_POSIX")
            format.isLenient = false
            format.dateFormat = pattern
            guard argument.count == pattern.count, let date = format.date(from: argument),
                let next = Calendar.current.date(byAdding: unit, value: 1, to: date)
            else { continue }
            (start, end) = (Self.milliseconds(date), Self.milliseconds(next))
            return
        }
        guard let moment = DateArgument(argument: argument) else { return nil }
        (start, end) = (Self.milliseconds(moment.date), Self.milliseconds(moment.date))
    }

    private static func milliseconds(_ date: Date) -> Int {
        Int((date.timeIntervalSince1970 * 1000).rounded())
    }
}
