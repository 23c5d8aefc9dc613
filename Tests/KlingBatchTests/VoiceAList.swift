import KlingBatch

/// Voices three lines of a game and says what they cost.
func voiceLines(at address: String, token: String, in folder: String) async throws -> String {
    var pilot = VoiceJob(id: "pilot", text: "We are through the clouds.")
    pilot.speed = 1.1
    let jobs = [
        pilot,
        VoiceJob(id: "tower", text: "Cleared to land, runway two."),
        VoiceJob(id: "engineer", text: "That was louder than I hoped."),
    ]
    var settings = BatchSettings(
        name: "landing", inputs: [.jobs(jobs, named: "scene 4")], outputFolder: folder + "/audio",
        ledger: folder + "/ledger.sqlite")
    settings.voice = "reader_en_m-v1"
    settings.service.baseURL = address
    settings.budget.maximum = Yuan("1.00")

    let batch = VoiceBatch(settings)
    let account = ServiceAccount(token: token)
    let plan = try await batch.plan(for: account)
    guard plan.cost <= settings.budget.maximum ?? plan.cost else { return "too dear: \(plan.cost)" }

    let result = try await batch.run(for: account) { event in
        if case .paused(let reason) = event { print(reason) }
    }
    guard result.end == .finished, let balance = result.batch else { return "\(result.end)" }
    return "\(balance.done) tracks, between \(balance.surelySpent) and \(balance.atMostSpent) CNY"
}
