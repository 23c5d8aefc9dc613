import AudioFiles
import BatchRun
import Reports
import RunLedger

/// One event as a JSON object on one line, with its time in Unix milliseconds.
func eventLine(_ name: String, _ values: [String: Any]) -> String {
    let common: [String: Any] = ["event": name, "time": unixMilliseconds()]
    return jsonText(values.merging(common) { value, _ in value })
}

extension RunEvent {
    /// The event as a JSON object on one line, for `--events`.
    var json: String {
        switch self {
        case .waitingForLedger:
            eventLine("waiting-for-ledger", [:])
        case .planned(let figures):
            eventLine(
                "planned",
                [
                    "jobs": figures.jobs, "tasks": figures.tasks,
                    "calls_to_pay": figures.callsToPay, "calls_held_by_ledger": figures.callsHeld,
                    "calls_ended_before": figures.callsEnded,
                    "cost_cny": "\(figures.cost)",
                ])
        case .call(let call):
            eventLine("call", call.values)
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
        }
    }

    /// What the event says to a person; nil where the live line says enough.
    func sentence(isVerbose: Bool) -> String? {
        switch self {
        case .waitingForLedger: "Another run is using the ledger; waiting for it to end."
        case .planned(let figures): figures.sentence
        case .notice(let sentence): sentence
        case .paused(let reason): reason
        case .resumed: "Calls get through again."
        case .call(let call): isVerbose ? call.sentence : nil
        case .bookFileMade(let file, _): isVerbose ? "made \(file)" : nil
        case .clipStored, .trackMade, .audiobook: nil
        }
    }

    /// Whether `--quiet` leaves the event's sentence standing.
    var isWarning: Bool {
        switch self {
        case .waitingForLedger, .notice, .paused: true
        case .planned, .call, .clipStored, .trackMade, .audiobook, .bookFileMade, .resumed: false
        }
    }
}

extension CallEvent {
    fileprivate var values: [String: Any] {
        var values: [String: Any] = ["task": hash, "outcome": outcome]
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
        return "\(outcome): " + parts.joined(separator: ", ") + " (task \(hash.prefix(12)))"
    }
}

extension PlanFigures {
    /// The plan in a sentence.
    fileprivate var sentence: String {
        var line =
            "\(counted(jobs, "job")): \(counted(callsToPay, "call")) to pay, \(cost) CNY"
        if callsHeld > 0 { line += "; \(callsHeld) held by the ledger" }
        if callsEnded > 0 { line += "; \(callsEnded) failed or held before (`kling-batch retry`)" }
        return line
    }
}
