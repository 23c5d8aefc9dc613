import ArgumentParser

/// Which batch is run, and where its tracks go.
struct BatchOptions: ParsableArguments {
    @Option(.output) var output: String?
    @Option(.batch) var batch: String?
    @Option(.project) var project: String?

    /// The folder that was named, or the one that the batch has, or one named after the first input;
    /// beside a folder of texts.
    ///
    /// - Parameter known: the folder in which the batch has made something.
    func outputFolder(
        _ settings: Settings, _ list: ListOptions, known: String?
    ) throws -> String {
        let said = try settings.value(.output, output)
        if said == nil, let known { return known }
        let folder = said ?? batch ?? list.usualBatchName
        let path = absolutePath(folder)
        let isInput = list.lists.contains { absolutePath($0) == path }
        return isInput ? path + "-audio" : path
    }
}
