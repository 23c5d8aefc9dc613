import BatchPlanning
import BatchRun
import Foundation
import Ledger
import SQLiteConnection
import SpeechTasks
import TestSupport
import Testing

/// What columns of the ledger hold as JSON is read whatever version wrote it.
struct StoredFormTests {
    /// A form, and all its keys as versions wrote them that wrote no version.
    struct Column: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let written: String
        /// The JSON that is written of what is read; with the keys that were passed over.
        let rewritten: @Sendable (String) throws -> (json: String, faults: [String])?

        init<Form: StoredForm & SendableMetatype>(_ type: Form.Type, _ written: String) {
            testDescription = "\(type)"
            self.written = written
            rewritten = { json in
                var faults: [String] = []
                guard let form = Form(json: json, onFault: { faults.append($0) }) else {
                    return nil
                }
                return (try form.json(), faults)
            }
        }
    }

    static let columns = [
        Column(
            CallSettings.self,
            #"{"baseURL":"http://127.0.0.1:8080","callbackURL":"https://example.org/told","#
                + #""callbacks":{"base":"https://example.org","listen":"127.0.0.1:9","#
                + #""secretFile":"/secret","waitMinutes":5},"concurrency":4,"#
                + #""deadlineSeconds":60,"downloads":2,"form":"page","language":"en","#
                + #""maximumCharacters":600,"path":"/v1","ratePerSecond":2.5,"#
                + #""serviceName":"theirs"}"#),
        Column(
            TrackForm.self,
            #"{"book":"00ff","count":12,"gapMilliseconds":300,"number":3,"titleClips":1}"#),
        Column(
            BookDescription.self,
            #"{"authors":["A. Writer"],"bitRate":64000,"date":"1900","form":"m4b","#
                + #""language":"en","leftOut":[{"characters":9,"count":2,"reason":"notes"}],"#
                + #""lexicon":[{"count":3,"spoken":"live","word":"lyve"}],"loudness":-18.5,"#
                + #""name":"Book/Book","narrator":"reader","partSeconds":3600,"#
                + #""publisher":"P","sync":"vtt","title":"A Book"}"#),
        Column(
            VoiceTrackForm.self,
            #"{"duckDecibels":12,"film":"/film.mp4","filmBytes":7,"filmDate":1.5,"#
                + #""format":"flac","language":"en","length":9000,"maximumStretch":1.3,"#
                + #""packConfidence":0.75,"packs":[{"clip":1,"weights":[0.5,1.5]}],"#
                + #""source":"film.srt","unspoken":[{"cue":2,"reason":"sound","text":"[rain]"}],"#
                + #""utterances":[{"clips":1,"firstClip":1,"lines":[{"cue":1,"end":1900,"#
                + #""share":0.25,"start":100,"text":"Hello."}],"pack":0,"part":1,"#
                + #""slotEnd":2000,"speaker":"Ann","speed":1100,"start":100,"voice":"v1"}],"#
                + #""volume":900}"#),
        Column(
            FitFigures.self,
            #"{"boughtAlone":1,"cues":9,"cut":2,"fitting":7,"medianDrift":10,"overruns":1,"#
                + #""packs":3,"utterances":8,"worstDrift":400}"#),
    ]

    @Test(
        "what versions wrote that wrote no version is read whole, and says the same",
        arguments: columns)
    func withoutAVersion(column: Column) throws {
        let (json, faults) = try #require(try column.rewritten(column.written))
        #expect(faults.isEmpty)
        #expect(json.hasPrefix(#"{"version":1,"#))
        #expect(withoutVersion(json) == column.written)
        #expect(try column.rewritten(json)?.json == json)
    }

    @Test("a key that is missing has its own default: all others stay", arguments: columns)
    func missingKeys(column: Column) throws {
        let whole = try StoredObject(column.written)
        for path in whole.paths {
            let without = whole.setting(path, to: nil)
            let (json, faults) = try #require(try column.rewritten(without.json), "\(path)")
            #expect(try StoredObject(json).setting(path, to: nil) == without, "\(path)")
            #expect(faults.isEmpty, "\(path)")
        }
    }

    @Test("a value of another type has its default, and its key is named", arguments: columns)
    func otherTypes(column: Column) throws {
        let whole = try StoredObject(column.written)
        for path in whole.paths {
            let odd = whole.setting(path, to: true)
            let (json, faults) = try #require(try column.rewritten(odd.json), "\(path)")
            let rest = whole.setting(path, to: nil)
            #expect(try StoredObject(json).setting(path, to: nil) == rest, "\(path)")
            #expect(faults.count == 1, "\(path)")
            #expect(faults.first?.hasSuffix(path.last ?? "") == true, "\(path)")
        }
    }

    @Test("a key that is not known is passed over", arguments: columns)
    func unknownKey(column: Column) throws {
        let later = #"{"version":9,"later":{"more":[1]},"# + column.written.dropFirst()
        let (json, faults) = try #require(try column.rewritten(later))
        #expect(faults.isEmpty)
        #expect(withoutVersion(json) == column.written)
    }

    @Test("what is no object is no form", arguments: columns)
    func noObject(column: Column) throws {
        for text in ["", "[]", "7", #"{"a":"#] { #expect(try column.rewritten(text) == nil) }
    }

    @Test("retry keeps the rate ceiling though another setting cannot be read, and says which")
    func settings() async throws {
        let kept = try await storedSettings(#"{"concurrency":"many","ratePerSecond":2.5}"#)
        #expect(kept.calls.ratePerSecond == 2.5)
        #expect(kept.calls.concurrency == CallSettings().concurrency)
        #expect(kept.faults.count == 1)
        #expect(kept.faults.first?.contains("concurrency") == true)
        let unreadable = try await storedSettings("7")
        #expect(unreadable.calls.concurrency == CallSettings().concurrency)
        #expect(unreadable.faults.count == 1)
    }

    private func storedSettings(
        _ json: String
    ) async throws -> (calls: CallSettings, faults: [String]) {
        let folder = try TemporaryFolder()
        return try await RunLedger.withLedger(at: folder.path + "/ledger.sqlite") { ledger in
            let terms = BatchTerms(
                name: "b", service: .emulator, inputs: ["/a.csv"], outputFolder: "/o",
                settings: json)
            _ = try ledger.plan(terms) { _ in }
            let row = try #require(try ledger.reader.batch(named: "b"))
            var faults: [String] = []
            let calls = CallSettings(storedWith: row) { faults.append($0) }
            return (calls, faults)
        }
    }
}

/// A JSON object whose values can be changed by their paths.
private struct StoredObject: Equatable {
    let members: [String: Any]

    init(_ json: String) throws {
        let object = try JSONSerialization.jsonObject(with: Data(json.utf8))
        members = (object as? [String: Any] ?? [:]).filter { $0.key != "version" }
    }

    private init(_ members: [String: Any]) { self.members = members }

    /// As JSON with its keys in order.
    var json: String {
        let data = try? JSONSerialization.data(withJSONObject: members, options: .sortedKeys)
        return String(decoding: data ?? Data(), as: UTF8.self)
    }

    static func == (one: StoredObject, other: StoredObject) -> Bool { one.json == other.json }

    /// The paths of all keys, in the first element of each list as well.
    var paths: [[String]] { Self.paths(of: members) }

    private static func paths(of value: Any) -> [[String]] {
        if let list = value as? [Any] { return list.first.map(paths) ?? [] }
        guard let members = value as? [String: Any] else { return [] }
        return members.keys.sorted().flatMap { key in
            [[key]] + (members[key].map(paths) ?? []).map { [key] + $0 }
        }
    }

    /// The object with another value in a place, or none.
    func setting(_ path: [String], to new: Any?) -> StoredObject {
        StoredObject(Self.setting(path[...], to: new, in: members) as? [String: Any] ?? [:])
    }

    private static func setting(_ path: ArraySlice<String>, to new: Any?, in value: Any) -> Any {
        if let list = value as? [Any], let first = list.first {
            return [setting(path, to: new, in: first)] + list.dropFirst()
        }
        guard let key = path.first, var members = value as? [String: Any] else { return value }
        members[key] =
            path.count == 1 ? new : members[key].map { setting(path.dropFirst(), to: new, in: $0) }
        return members
    }
}
