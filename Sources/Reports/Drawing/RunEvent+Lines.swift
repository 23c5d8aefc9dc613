import Audiobooks
import BatchPlanning
package import BatchRun
import Ledger
import ReportForms
import SpeechTasks
import Texts

/// One event as a JSON object on one line, with its time in Unix milliseconds.
package func eventLine(_ name: String, _ values: [String: Any]) -> String {
    let common: [String: Any] = ["event": name, "time": unixMilliseconds()]
    return jsonText(values.merging(common) { value, _ in value })
}

extension RunEvent {
    /// The event as a JSON object on one line, for `--events`; nil for what only the live line shows.
    package var json: String? {
        switch self {
        case .waitingForLedger(let awaited):
            eventLine("waiting-for-ledger", awaited.values)
        case .planned(let promise):
            eventLine("planned", promise.values)
        case .began, .callSent, .callReturned:
            nil
        case .call(let call):
            eventLine("call", call.values)
        case .calledBack(let callback):
            eventLine(
                "callback", ["attempt": callback.attempt, "outcome": callback.outcome.rawValue])
        case .clipStored(let hash, let duration, let byteCount):
            eventLine(
                "clip", ["task": hash, "duration_ms": duration, "byte_count": byteCount])
        case .trackMade(let output, let duration, let byteCount):
            eventLine(
                "track", ["output": output, "duration_ms": duration, "byte_count": byteCount])
        case .audiobook(let title, let progress):
            eventLine(
                "audiobook",
                [
                    "title": title, "phase": progress.phase.rawValue,
                    "finished": progress.finished, "total": progress.total,
                ])
        case .bookFileMade(let file, let byteCount):
            eventLine("book-file", ["output": file, "byte_count": byteCount])
        case .notice(let sentence):
            eventLine("notice", ["message": sentence])
        case .paused(let reason):
            eventLine("paused", ["reason": reason])
        case .resumed:
            eventLine("resumed", [:])
        case .pace(let event):
            eventLine("pace", event.values)
        }
    }

    /// What the event says to a person; nil where the live line says enough.
    package func sentence(isVerbose: Bool) -> String? {
        switch self {
        case .waitingForLedger(let awaited): awaited.sentence
        case .planned(let promise): promise.sentences
        case .notice(let sentence): sentence
        case .paused(let reason): reason
        case .resumed: "Calls get through again."
        case .call(let call): isVerbose ? call.sentence : nil
        case .calledBack(let callback): isVerbose || isWarning ? callback.sentence : nil
        case .bookFileMade(let file, _): isVerbose ? "made \(file)" : nil
        case .began, .callSent, .callReturned, .clipStored, .trackMade, .audiobook, .pace: nil
        }
    }

    /// Whether `--quiet` leaves the event's sentence standing.
    package var isWarning: Bool {
        switch self {
        case .waitingForLedger, .notice, .paused: true
        case .calledBack(let callback): callback.outcome == .paidTwice
        case .began, .planned, .callSent, .callReturned, .call, .clipStored, .trackMade, .audiobook,
            .bookFileMade, .resumed, .pace:
            false
        }
    }
}

extension CallbackEvent {
    fileprivate var sentence: String {
        switch outcome {
        case .paidTwice:
            "call \(attempt) was charged although its text has audio from another call: it is paid "
                + "for twice"
        case .succeeded, .refused, .nothingNew, .unreadable:
            "callback: call \(attempt) \(outcome.rawValue)"
        }
    }
}

extension CallEvent {
    fileprivate var values: [String: Any] {
        var values: [String: Any] = ["task": hash, "outcome": outcome.rawValue]
        values["http_status"] = httpStatus
        values["code"] = code
        values["message"] = message
        values["request_id"] = requestID
        return values
    }

    fileprivate var sentence: String {
        let parts = [
            httpStatus.map { "HTTP \($0)" }, code.map { "code \($0)" }, message, requestID,
        ].compactMap { $0 }
        return "\(outcome.rawValue): " + parts.joined(separator: ", ")
            + " " + taskMark(hash)
    }
}

extension RunPromise {
    fileprivate var values: [String: Any] {
        var values: [String: Any] = [
            "service": service.name, "form": form, "max_chars": textLimit.characters,
            "calls_to_pay": calls,
            "cost_cny": "\(cost)", "ceiling_cny": "\(ceiling)", "is_budget": isBudget,
        ]
        values["max_bytes"] = textLimit.bytes
        guard let figures = plan?.figures else { return values }
        values["jobs"] = figures.jobs
        values["tasks"] = figures.tasks
        values["calls_already_paid"] = figures.callsAlreadyPaid
        values["calls_ended_before"] = figures.callsEnded
        return values
    }

    /// The plan and what it may cost, in two sentences.
    fileprivate var sentences: String {
        var line = "\(counted(calls, "call")) to pay, \(cost) CNY"
        if let figures = plan?.figures {
            line = "\(counted(figures.jobs, "job")): \(line)"
            if figures.callsAlreadyPaid > 0 {
                line += "; \(figures.callsAlreadyPaid) already paid"
            }
            if figures.callsEnded > 0 {
                line +=
                    "; \(figures.callsEnded) failed or held in an earlier run (`kling-batch retry` opens them again)"
            }
        }
        let source = isBudget ? "--budget" : "its plan and --max-unknown-spend"
        return line + ".\nService \(service), form \(form), texts of at most \(textLimit); this "
            + "batch costs at most \(ceiling) CNY in all (\(source))."
    }
}
