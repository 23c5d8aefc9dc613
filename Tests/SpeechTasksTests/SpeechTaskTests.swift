import SpeechTasks
import Testing

struct SpeechTaskTests {
    private func task(
        service: Service = Service(host: "api.example.com"), text: String = "Hello.",
        voiceID: String = "v", speed: Thousandths = .normal, volume: Thousandths = .normal
    ) -> SpeechTask {
        SpeechTask(service: service, text: text, voiceID: voiceID, speed: speed, volume: volume)
    }

    @Test("a task's name is the same in every version of this program")
    func nameIsStable() {
        // From the documented form: printf 'kling-batch task 1\0api.example.com\0v\0%s\0%s\0Hello.' 1000 1000 | sha256sum
        #expect(
            "\(task().hash)" == "cd022dfcaa70946e300c3259d29a83c9be38614764d88f4ca91c4fb8a80c4dc9")
    }

    @Test("every part of a task is part of its name")
    func everyPartCounts() {
        let names = [
            task(), task(service: .emulator), task(text: "Hello!"), task(voiceID: "w"),
            task(speed: Thousandths(1001)), task(volume: Thousandths(999)),
        ].map(\.hash)
        #expect(Set(names).count == names.count)
    }

    @Test("a name survives its bytes")
    func bytesRoundTrip() {
        #expect(TaskHash(bytes: task().hash.bytes) == task().hash)
        #expect(TaskHash(bytes: [1, 2, 3]) == nil)
    }
}

struct ServiceTests {
    @Test(
        "every loopback address is the emulator",
        arguments: ["127.0.0.1", "127.1.2.3", "localhost", "LOCALHOST", "::1", "[::1]"])
    func loopback(host: String) {
        #expect(Service(host: host) == .emulator)
    }

    @Test(
        "other hosts keep their names, even one called emulator",
        arguments: ["api.ezmodel.cloud", "127.example.com", "emulator", "128.0.0.1"])
    func others(host: String) {
        #expect(Service(host: host) != .emulator)
        #expect(Service(host: host) == Service(host: host.uppercased()))
    }

    @Test("the gateway's two names are one service, Kling's regions are two")
    func names() {
        let gateway = Service(host: "api.ezmodel.cloud")
        #expect(Service(host: "WWW.ezmodel.cloud") == gateway)
        #expect(gateway.name == "api.ezmodel.cloud")
        #expect(
            Service(host: "api-singapore.klingai.com") != Service(host: "api-beijing.klingai.com"))
    }
}
