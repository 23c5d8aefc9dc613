import ArgumentParser

/// The commands, in the order of the help.
package enum CommandName: String, CaseIterable, Sendable {
    case run
    case plan
    case chapters
    case status
    case report
    case serve
    case retry
    case reconcile
    case settle
    case callbacks
    case verify
    case doctor
    case batches
    case prune
    case voices
    case emulator

    /// What is run under the name.
    var type: any ParsableCommand.Type {
        switch self {
        case .run: RunCommand.self
        case .plan: PlanCommand.self
        case .chapters: ChaptersCommand.self
        case .status: StatusCommand.self
        case .report: ReportCommand.self
        case .serve: ServeCommand.self
        case .retry: RetryCommand.self
        case .reconcile: ReconcileCommand.self
        case .settle: SettleCommand.self
        case .callbacks: CallbacksCommand.self
        case .verify: VerifyCommand.self
        case .doctor: DoctorCommand.self
        case .batches: BatchesCommand.self
        case .prune: PruneCommand.self
        case .voices: VoicesCommand.self
        case .emulator: EmulatorCommand.self
        }
    }

    /// What `--help` shows of the command and of those below it, in lines that are not wrapped.
    package var help: String {
        ([type] + type.configuration.subcommands)
            .map { $0.helpMessage(columns: 10_000) }.joined(separator: "\n")
    }
}
