import DurableFiles
package import MP3
package import SystemPackage

/// Turns a cover into a picture that goes into audio files.
package struct CoverConverter: Sendable {
    private let folder: FilePath
    private let tool: Tool

    /// What became of a cover.
    package enum Outcome: Hashable, Sendable {
        /// The picture, as it was or turned into a PNG.
        case picture(CoverPicture)
        /// The cover is left out, and why; for the person to read.
        case leftOut(String)
    }

    /// A converter that works in a folder, which is made where it is missing.
    package init(workFolder: FilePath) {
        folder = workFolder
        tool = Tool()
    }

    /// PNG and JPEG stay as they are; any other kind is turned into PNG.
    ///
    /// What ffmpeg cannot read as a picture is left out, for no player can either, and no audiobook
    /// can be made with it. Where ffmpeg cannot be asked, PNG and JPEG are taken by how they begin. Throws `CancellationError` alone.
    package func convert(_ bytes: [UInt8]) async throws -> Outcome {
        let picture = CoverPicture(bytes)
        do {
            let converted = CoverPicture(try await converted(bytes))
            return (picture ?? converted).map { .picture($0) }
                ?? .leftOut("the cover is left out: it is larger than 16 MiB")
        } catch let error as any MakingError {
            if case ToolError.failed = error { return .leftOut("the cover is left out: \(error)") }
            return picture.map { .picture($0) } ?? .leftOut("the cover is left out: \(error)")
        }
    }

    private func converted(_ bytes: [UInt8]) async throws -> [UInt8] {
        let file = try await DiskThreads.run { [folder] in
            try Folder.make(folder)
            try Folder(folder).clearLeftovers()
            var file = try PartFile(in: Folder(folder))
            do {
                try file.append(bytes)
            } catch {
                file.discard()
                throw error
            }
            return file
        }
        do {
            let picture = try await tool.run(arguments(for: file, bytes), in: folder) { path in
                let output = try OpenFile(path)
                return try output.bytes(at: 0, count: output.byteCount())
            }
            await DiskThreads.run { file.discard() }
            return picture
        } catch {
            await DiskThreads.run { file.discard() }
            throw error
        }
    }

    /// Only plain kinds of picture are read, none that names further files.
    ///
    /// SVG has to be told, because ffmpeg knows it by a file's name alone.
    private func arguments(for file: PartFile, _ bytes: [UInt8]) -> [String] {
        let isSVG = String(decoding: bytes.prefix(4096), as: UTF8.self).contains("<svg")
        return [
            "-protocol_whitelist", "file",
            "-format_whitelist",
            "gif,webp_pipe,bmp_pipe,tiff_pipe,svg_pipe,png_pipe,jpeg_pipe,gif_pipe",
        ] + (isSVG ? ["-f", "svg_pipe"] : []) + [
            "-i", "file:\(file.path)", "-frames:v", "1", "-vf", "scale='min(1600,iw)':-1",
            "-c:v", "png", "-f", "image2pipe", "pipe:1",
        ]
    }
}
