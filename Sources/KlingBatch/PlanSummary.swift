import BatchPlanning

/// What a run would call and pay.
public struct PlanSummary: Sendable {
    /// Jobs that are asked for.
    public let jobs: Int
    /// Characters of all texts, in Unicode scalars.
    public let characters: Int
    /// Calls that are to be paid.
    public let callsToPay: Int
    /// Distinct texts whose audio is paid for already.
    public let callsAlreadyPaid: Int
    /// The exact price of the calls that are to be paid.
    public let cost: Yuan
    /// How long the calls take at the pace that the account is known to take; nil if none is known.
    public let expectedDuration: Duration?
    /// What is left out, the first fifty with place and reason.
    public let faults: [String]
    /// What should be known before it is paid.
    public let notices: [String]

    init(_ plan: BatchPlan) {
        jobs = plan.figures.jobs
        characters = plan.figures.characters
        callsToPay = plan.figures.callsToPay
        callsAlreadyPaid = plan.figures.callsAlreadyPaid
        cost = Yuan(plan.cost)
        expectedDuration = plan.expectedDuration
        faults = plan.faults.listed.map { "\($0)" }
        notices = plan.notices + plan.remarks
    }
}
