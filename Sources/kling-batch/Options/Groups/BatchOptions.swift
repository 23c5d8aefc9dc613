import ArgumentParser

/// Which batch is run, and where its tracks go.
struct BatchOptions: ParsableArguments {
    @Option(.output) var output: String?
    @Option(.batch) var batch: String?

    /// The folder that was named, or one named after the first input; beside a folder of texts.
    func outputFolder(_ settings: Settings, _ list: ListOptions) throws -> String {
        let folder = try settings.value(.output, output) ?? batch ?? list.usualBatchName
        let path = absolutePath(folder)
        let isInput = list.lists.contains { absolutePath($0) == path }
        return isInput ? path + "-audio" : path
    }
}
