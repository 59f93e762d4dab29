using System.Net;
using System.Net.Http.Headers;

namespace Classroom.SingleNode.Tests.Hostile;

/// <summary>Every operation of the description, with missing, malformed, oversized, unauthorised and other schools' input: a documented refusal, and nothing changes.</summary>
public sealed class ApiHostilityTests(ApiWorld world) : IClassFixture<ApiWorld>
{
    private static readonly string[] BadIds = ["a%20b", "~", "alpha~", "a~b~c", "..%2f..%2fetc", "%2e%2e%2fx", "%F0%9F%92%A3", "%25", "%0d%0aX:y", new string('x', 300), "'%20OR%201=1--"];

    private static readonly string[] BadTokens = ["Bearer x", "Bearer", "Basic eDp4"];
    private static readonly string?[] BadVersions = [null, "x", "\"x\"", "W/\"1\"", "\"1\", \"2\"", "*", "\"99999999999999999999\"", "\"99\""];

    public static TheoryData<string> Ids => [.. ApiCase.All.Keys];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Seen to fail with an endpoint added without a case.</summary>
    [Fact]
    public void Every_operation_has_a_case_and_every_case_an_operation() =>
        Assert.Equal(world.Document.Operations.Select(operation => operation.Id).Order(), ApiCase.All.Keys.Order());

    [Theory, MemberData(nameof(Ids))]
    public Task Nobody_gets_anything_without_signing_in(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        if (operation.IsOpen)
        {
            return;
        }

        Assert.Equal((401, "signInRequired"), await ApiWorld.RefusedAsync(world.As(Role.None), operation, world.Own(operation, good), good.Content(), "nobody"));
        foreach (var token in BadTokens)
        {
            Assert.Equal((401, "signInRequired"), await ApiWorld.RefusedAsync(
                world.As(Role.None), operation, world.Own(operation, good), good.Content(), token, request => request.Headers.TryAddWithoutValidation("Authorization", token)));
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task Another_site_can_make_nobody_s_browser_do_it(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        if (operation.Method == "GET")
        {
            return;
        }

        using var browser = world.Shared.Node.Stranger();
        Assert.Equal((403, "crossSite"), await ApiWorld.RefusedAsync(browser, operation, world.Own(operation, good), good.Content(), "no header"));
        Assert.Equal((403, "crossSite"), await ApiWorld.RefusedAsync(
            world.As(Role.None), operation, world.Own(operation, good), good.Content(), "another site", request => request.Headers.Add("Sec-Fetch-Site", "cross-site")));
    });

    [Theory, MemberData(nameof(Ids))]
    public Task Who_may_not_do_it_is_refused(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        foreach (var role in ApiWorld.Roles.Where(role => !good.For.HasFlag(role)))
        {
            var (_, code) = await ApiWorld.RefusedAsync(world.As(role), operation, world.Own(operation, good), good.Content(), $"{role}");
            Assert.True(code == good.Else || (id is "UploadDeck" or "RemoveDeck" && role == Role.Student && code == "forbidden"), $"{id} answers {role} with {code}.");
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public async Task Who_may_read_it_can(string id)
    {
        var (operation, good) = (world.Operation(id), ApiCase.All[id]);
        foreach (var role in ApiWorld.Roles.Where(role => operation.Method == "GET" && good.For.HasFlag(role)))
        {
            using var response = await ApiWorld.SendAsync(world.As(role), operation, world.Own(operation, good), null);
            Assert.True(response.StatusCode == HttpStatusCode.OK, $"{id} answers {role} with {response.StatusCode}.");
        }
    }

    [Theory, MemberData(nameof(Ids))]
    public Task What_belongs_to_another_school_is_answered_byte_by_byte_like_what_does_not_exist(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        if (!operation.ParametersIn("path").Any())
        {
            return;
        }

        foreach (var role in ApiWorld.Roles.Where(role => role != Role.Administrator))
        {
            Assert.Equal((404, "notFound"), await ApiWorld.RefusedAsync(world.As(role), operation, world.Others(operation, good), good.Content(), "another school's"));
            using var others = await ApiWorld.SendAsync(world.As(role), operation, world.Others(operation, good), good.Content());
            using var absent = await ApiWorld.SendAsync(world.As(role), operation, ApiWorld.Nobodys(operation, good), good.Content());
            Assert.Equal(await WholeAsync(absent), await WholeAsync(others));
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task An_address_that_is_none_is_refused(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        foreach (var name in operation.ParametersIn("path").Select(parameter => parameter["name"]!.GetValue<string>()))
        {
            foreach (var value in BadIds)
            {
                var (status, code) = await ApiWorld.RefusedAsync(world.As(good.Somebody), operation, world.With(operation, good, name, value), good.Content(), $"{name}={value}");
                Assert.True((status, code) is (400, "malformed") or (404, "notFound"), $"{operation} {name}={value}: {code}");
            }
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task A_query_that_is_none_is_refused(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        foreach (var parameter in operation.ParametersIn("query"))
        {
            var name = parameter["name"]!.GetValue<string>();
            var type = world.Document.Resolve(parameter["schema"]!);
            var isText = type["type"]!.ToJsonString() == "\"string\"" && type["format"] is null;
            string[] values = isText ? [string.Concat(Enumerable.Repeat("a%20", 500))] : ["x", "1e400", "99999999999999999999", "%00", "2026-13-01T00:00:00Z", "true", "1;2"];
            foreach (var value in values)
            {
                await ApiWorld.RefusedAsync(world.As(good.Somebody), operation, Replaced(world.Own(operation, good), name, value), good.Content(), $"{name}={value}");
            }

            if (parameter["required"]?.GetValue<bool>() == true)
            {
                Assert.Equal((400, "malformed"), await ApiWorld.RefusedAsync(world.As(good.Somebody), operation, Replaced(world.Own(operation, good), name, null), good.Content(), $"no {name}"));
            }
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task A_header_that_is_none_is_refused(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        foreach (var name in operation.ParametersIn("header").Where(header => header["required"]?.GetValue<bool>() == true).Select(header => header["name"]!.GetValue<string>()))
        {
            foreach (var value in BadVersions)
            {
                var (status, _) = await ApiWorld.RefusedAsync(world.As(good.Somebody), operation, world.Own(operation, good), good.Content(), $"{name}: {value}", request =>
                {
                    request.Headers.Remove(name);
                    if (value is not null)
                    {
                        request.Headers.TryAddWithoutValidation(name, value);
                    }
                });
                Assert.Equal(value == "\"99\"" ? 412 : 428, status);
            }
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task A_body_that_is_none_is_refused(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        if (operation.Bodies is null)
        {
            return;
        }

        string?[] types = ["text/plain", "application/x-www-form-urlencoded", null, .. operation.JsonBody is null ? (string[])[] : ["application/json; charset=nobody-knows"]];
        foreach (var type in types)
        {
            var (status, _) = await ApiWorld.RefusedAsync(world.As(good.Somebody), operation, world.Own(operation, good), ApiCase.Of(type, good.Body ?? "MZ"), $"a body of type {type}");
            Assert.Equal(415, status);
        }

        foreach (var (what, body) in operation.JsonBody is null ? [] : good.BadBodies(world.Document, operation))
        {
            await ApiWorld.RefusedAsync(world.As(good.Somebody), operation, world.Own(operation, good), ApiCase.Json(body), $"{what}: {body[..Math.Min(body.Length, 80)]}");
        }
    });

    [Theory, MemberData(nameof(Ids))]
    public Task A_body_over_the_limit_is_refused_unread(string id) => UnchangedAsync(id, async (operation, good) =>
    {
        if (operation.Bodies is null)
        {
            return;
        }

        using var endless = new DeclaredContent(good.Body is null ? good.File!.Value.Bytes : "{", good.Bytes + 1);
        endless.Headers.ContentType = new MediaTypeHeaderValue(good.File?.Type ?? "application/json");
        Assert.Equal((413, "tooLarge"), await ApiWorld.RefusedAsync(
            world.As(good.Somebody), operation, world.Own(operation, good), endless, "a body over the limit", request => request.Headers.ExpectContinue = true));
    });

    /// <summary>Runs, and holds what is kept to what it was.</summary>
    private async Task UnchangedAsync(string id, Func<ApiOperation, ApiCase, Task> attack)
    {
        var before = await world.FingerprintAsync();

        await attack(world.Operation(id), ApiCase.All[id]);

        Assert.Equal(before, await world.FingerprintAsync());
    }

    private static string Replaced(string address, string name, string? value)
    {
        var (path, query) = address.Split('?') is [var before, var after] ? (before, after) : (address, "");
        var parts = query.Split('&', StringSplitOptions.RemoveEmptyEntries).Where(part => !part.StartsWith(name + "=", StringComparison.Ordinal)).ToList();
        if (value is not null)
        {
            parts.Add($"{name}={value}");
        }

        return parts.Count == 0 ? path : $"{path}?{string.Join('&', parts)}";
    }

    /// <summary>Everything a client gets but the date.</summary>
    private static async Task<string> WholeAsync(HttpResponseMessage response) =>
        $"{response.StatusCode} {string.Join(' ', response.Headers.Concat(response.Content.Headers).Where(header => header.Key != "Date").Select(header => $"{header.Key}={string.Join(',', header.Value)}"))} {await response.Content.ReadAsStringAsync(Stop)}";

    /// <summary>Says that it is so long; the server need not wait for it.</summary>
    private sealed class DeclaredContent(string head, long length) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var bytes = new byte[64 * 1024];
            System.Text.Encoding.ASCII.GetBytes(head, bytes);
            for (var sent = 0L; sent < length; sent += bytes.Length)
            {
                await stream.WriteAsync(bytes.AsMemory(0, (int)Math.Min(bytes.Length, length - sent)), Stop);
                Array.Clear(bytes);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return true;
        }
    }
}
