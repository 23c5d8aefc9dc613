import KlingAPI
import SpeechTasks
import Testing

struct BaseURLTests {
    @Test(
        "a base address is https, or http on this machine",
        arguments: [
            "https://api.ezmodel.cloud", "https://api.example.com/v2/", "http://127.0.0.1:8080",
            "http://localhost:1", "http://[::1]:8080", "HTTPS://API.example.com",
        ])
    func usable(address: String) {
        #expect(BaseURL(address) != nil)
    }

    @Test(
        "anything else is refused, so that the token goes nowhere else",
        arguments: [
            "http://api.ezmodel.cloud", "ftp://127.0.0.1", "api.ezmodel.cloud", "",
            "https://user:pass@api.example.com", "https://api.example.com?x=1",
            "http://127.0.0.1.example.com", "https://",
        ])
    func refused(address: String) {
        #expect(BaseURL(address) == nil)
    }

    @Test(
        "the whole address of a call is its base and its form",
        arguments: [
            ("https://a.b/kling/v1/tts", "https://a.b", .page),
            ("https://a.b/kling/v1/audio/tts/", "https://a.b", .gateway),
            ("https://a.b/v1/audio/tts", "https://a.b", .kling),
            ("https://a.b/v2", "https://a.b/v2", nil), ("https://a.b", "https://a.b", nil),
        ] as [(String, String, ServiceForm.Name?)])
    func forms(text: String, address: String, form: ServiceForm.Name?) throws {
        let baseURL = try #require(BaseURL(text))
        #expect(baseURL.address == address)
        #expect(baseURL.statedForm == form)
    }

    @Test("a real gateway on loopback can be given its name, else loopback is the emulator")
    func names() throws {
        let baseURL = try #require(BaseURL("http://127.0.0.1:3000"))
        #expect(baseURL.service(named: nil) == .emulator)
        #expect(baseURL.service(named: "localhost") == .emulator)
        #expect(baseURL.service(named: "www.ezmodel.cloud")?.name == "api.ezmodel.cloud")
        #expect(baseURL.service(named: "my-gateway")?.name == "my-gateway")
        for name in ["", "a b", "a/b", "a\0b"] { #expect(baseURL.service(named: name) == nil) }
    }
}

struct ServiceFormTests {
    @Test("each form has the limits of its source")
    func limits() {
        #expect(ServiceForm.page.textLimit == TextLimit(characters: 10_000))
        #expect(ServiceForm.gateway.textLimit == TextLimit(bytes: 1000))
        #expect(ServiceForm.kling.textLimit == TextLimit(characters: 1000))
        for name in ServiceForm.Name.allCases { #expect(ServiceForm.named(name).name == name) }
    }

    @Test(
        "a speed that a form cannot say is known, and the nearest one it can",
        arguments: [
            (ServiceForm.page, 500, true, 500), (.page, 1255, true, 1255), (.page, 499, false, 500),
            (.gateway, 1200, true, 1200), (.gateway, 1250, false, 1300), (.kling, 500, false, 800),
            (.kling, 2300, false, 2000), (.kling, 849, false, 800),
        ])
    func speeds(form: ServiceForm, speed: Int, isAllowed: Bool, nearest: Int) {
        #expect(form.allows(speed: Thousandths(speed)) == isAllowed)
        #expect(form.nearestSpeed(to: Thousandths(speed)) == Thousandths(nearest))
    }
}
