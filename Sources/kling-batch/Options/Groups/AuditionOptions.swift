import ArgumentParser
import SpeechTasks

/// One text in several voices.
struct AuditionOptions: ParsableArguments {
    @Option(.audition) var audition: String?
    @Option(.auditionOutput) var output: String?
    @Option(.auditionBudget) var budget: Money?
    @Flag(.yes) var yes: Bool
}
