using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net.Http.Json;
using Classroom.Gateway.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace Classroom.Gateway.Tests.Identity;

/// <summary>Guessing shows, whichever way it goes.</summary>
public sealed class SignInMetricTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_answer_to_a_stranger_is_counted_by_way_and_outcome()
    {
        await using var host = await IdentityHost.StartAsync();
        using var attempts = new Attempts(host);
        using var browser = host.Browser();
        var code = await host.CodeAsync();

        await IdentityHost.SignInAsync(browser, "nobody@example.org", IdentityHost.Password);
        await IdentityHost.SignInByCodeAsync(browser, code);
        await IdentityHost.SignInByCodeAsync(browser, "7KQ2-M9XD-4HTP");
        await PostAsync(browser, "codes/find", new { school = "demo", code });
        await PostAsync(browser, "codes/find", new { school = "demo", code = "7KQ2-M9XD-4HTP" });
        await PostAsync(browser, "codes/find", new { school = "not~a~school", code });
        await PostAsync(browser, "invitations/find", new { token = "guessed" });
        await PostAsync(browser, "invitations/accept", new { token = "guessed", password = IdentityHost.Password });
        await PostAsync(browser, "setup/find", new { token = "guessed" });
        await PostAsync(browser, "password-resets", new { login = "nobody@example.org" });

        Assert.Equal(
            ["card ok 1", "card signInFailed 2", "code ok 1", "code signInFailed 1", "invitation tokenSpent 2", "password signInFailed 1", "reset ok 1", "setup tokenSpent 1"],
            attempts.Counted);
    }

    [Fact]
    public async Task Who_is_stopped_at_the_limit_is_counted_too()
    {
        await using var host = await IdentityHost.StartAsync(("Identity:Limits:AddressBurstMax", "1"), ("Identity:Limits:AddressRatePerSecond", "1"));
        using var attempts = new Attempts(host);
        using var browser = host.Browser();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => PostAsync(browser, "codes/find", new { school = "demo", code = "7KQ2-M9XD-4HTP" })));

        var stopped = answers.Count(answer => (int)answer.StatusCode == 429);
        Assert.NotEqual(0, stopped);
        Assert.Equal([$"card signInFailed {answers.Length - stopped}", $"card tooManyAttempts {stopped}"], attempts.Counted);
    }

    private static Task<HttpResponseMessage> PostAsync(HttpClient browser, string path, object body) => browser.PostAsJsonAsync($"/api/v1/{path}", body, Stop);

    /// <summary>What one host counted: tests run side by side.</summary>
    private sealed class Attempts : IDisposable
    {
        private readonly ConcurrentDictionary<string, long> _counts = new();
        private readonly MeterListener _listener = new();

        public Attempts(IdentityHost host)
        {
            var scope = host.Services.GetRequiredService<IMeterFactory>();
            _listener.InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == IdentityMetrics.MeterName && instrument.Meter.Scope == scope)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            };
            _listener.SetMeasurementEventCallback<long>((_, value, tags, _) => _counts.AddOrUpdate($"{tags[0].Value} {tags[1].Value}", value, (_, sum) => sum + value));
            _listener.Start();
        }

        public IEnumerable<string> Counted => _counts.Select(row => $"{row.Key} {row.Value}").Order(StringComparer.Ordinal);

        public void Dispose() => _listener.Dispose();
    }
}
