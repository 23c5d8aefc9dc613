import KlingBatch

/// Voices three lines of a game and says what they cost.
func voiceLines(at address: String, token: String, in folder: String) async throws -> String {
    let jobs = [
        VoiceJob(id: "pilot", text: "We are through the clouds.", speed: 1.1),
        VoiceJob(id: "tower", text: "Cleared to land, runway two."),
        VoiceJob(id: "engineer", text: "That was louder than I hoped."),
    ]
    var batch = VoiceBatch(
        "landing", of: [.jobs(jobs, named: "scene 4")], to: folder + "/audio",
        ledger: folder + "/ledger.sqlite")
    batch.voice = "reader_en_m-v1"
    batch.service = ServiceSettings(baseURL: address, concurrency: 4)
    batch.budget = Budget(maximum: Yuan("1.00"))

    let account = ServiceAccount.token(token)
    let plan = try await batch.plan(for: account)
    print("\(plan.callsToPay) calls, \(plan.cost) CNY")

    let end = try await batch.run(for: account) { event in
        if case .paused(let reason) = event { print(reason) }
    }
    guard case .finished = end, let balance = try await batch.account() else { return "\(end)" }
    let (least, most) = (balance.spent.lowerBound, balance.spent.upperBound)
    return "\(balance.jobs[.done, default: 0]) tracks, between \(least) and \(most) CNY"
}
