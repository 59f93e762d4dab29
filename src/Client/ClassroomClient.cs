using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Classroom.Client.Lessons;
using Classroom.Contracts.Admission;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Identity;
using Classroom.Contracts.Json;
using Classroom.Contracts.Problems;

namespace Classroom.Client;

/// <summary>A person signed in to a Classroom, at one installation of a client.</summary>
/// <remarks>Thread-safe. The session ends with <see cref="SignOutAsync"/>, not with <see cref="Dispose"/>.</remarks>
public sealed class ClassroomClient : IDisposable
{
    private readonly ClassroomClientOptions _options;
    private readonly bool _ownsHandler;

    private ClassroomClient(Uri url, ClassroomClientOptions options)
    {
        _options = options;
        _ownsHandler = options.Handler is null;
        Handler = options.Handler ?? new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5), UseCookies = false };
        Http = new HttpClient(Handler, disposeHandler: false) { BaseAddress = url, Timeout = TimeSpan.FromSeconds(30) };
        Http.DefaultRequestHeaders.Add("X-Classroom", "sdk"); // Says that no page of another site is behind this, where no token does.
    }

    /// <summary>JSON of the API: what <see cref="ProtocolJson"/> writes, for any type. What is null is left out.</summary>
    public static JsonSerializerOptions Json { get; } = new(ProtocolJson.Options)
    {
        RespectRequiredConstructorParameters = false,
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ContractsJson.Default, new DefaultJsonTypeInfoResolver()),
    };

    /// <summary>Requests of the signed-in person to the rest of the API; see <c>/openapi/v1.json</c> of the server.</summary>
    public HttpClient Http { get; }

    /// <summary>Who is signed in.</summary>
    public Session Session { get; private set; } = null!;

    internal SocketsHttpHandler Handler { get; }

    /// <summary>Signs in.</summary>
    /// <param name="url">Address of the server, such as <c>https://school.example</c>.</param>
    /// <param name="credentials">A <see cref="PasswordSignIn"/> or, for students, a <see cref="CodeSignIn"/>.</param>
    /// <param name="options">What differs from the defaults.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ClassroomException">The server refused; <see cref="ClassroomException.Code"/> is one of <see cref="ProblemCode"/>.</exception>
    /// <exception cref="HttpRequestException">The server was not reached.</exception>
    public static async Task<ClassroomClient> SignInAsync(Uri url, SignIn credentials, ClassroomClientOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(url);
        ArgumentNullException.ThrowIfNull(credentials);
        var client = new ClassroomClient(url, options ?? new ClassroomClientOptions());
        try
        {
            using var response = await client.Http.PostAsJsonAsync("/api/v1/session", credentials with { Bearer = true }, Json, cancellationToken).ConfigureAwait(false);
            var signedIn = await client.ReadAsync<SignedIn>(response, cancellationToken).ConfigureAwait(false);
            client.Session = signedIn.Session;
            client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", signedIn.Token);
            return client;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Joins a lesson of one's own, waits for a place if need be, and returns when it is seen live.</summary>
    /// <param name="lesson">Which lesson.</param>
    /// <param name="cancellationToken">Gives up joining; later it has no meaning.</param>
    /// <exception cref="LessonClosedException">It cannot be joined: the inner <see cref="ClassroomException"/>, or the code, says why.</exception>
    public Task<LiveLesson> JoinAsync(LessonId lesson, CancellationToken cancellationToken = default) => JoinAsync(lesson, null, cancellationToken);

    /// <summary>Ends the session on the server, on all connections that were opened with it.</summary>
    public async Task SignOutAsync(CancellationToken cancellationToken = default)
    {
        using var response = await Http.DeleteAsync(new Uri("/api/v1/session", UriKind.Relative), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads the answer to a request of <see cref="Http"/>.</summary>
    /// <exception cref="ClassroomException">It is not a success.</exception>
    public async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(response);
        if (!response.IsSuccessStatusCode)
        {
            throw await ProblemOfAsync(response, cancellationToken).ConfigureAwait(false);
        }

        return await response.Content.ReadFromJsonAsync<T>(Json, cancellationToken).ConfigureAwait(false)
            ?? throw new JsonException($"null is not a {typeof(T).Name}.");
    }

    /// <summary>Closes its connections to the server. Lessons that were joined must be disposed before.</summary>
    public void Dispose()
    {
        Http.Dispose();
        if (_ownsHandler)
        {
            Handler.Dispose();
        }
    }

    internal async Task<LiveLesson> JoinAsync(LessonId lesson, ILessonObserver? observer, CancellationToken cancellationToken)
    {
        var live = new LiveLesson(this, lesson, _options, observer);
        await live.EnterAsync(cancellationToken).ConfigureAwait(false);
        return live;
    }

    internal async Task<JoinAnswer> AskToJoinAsync(LessonId lesson, CancellationToken cancellationToken)
    {
        using var response = await Http.PostAsJsonAsync($"/api/v1/lessons/{lesson}/join", new JoinLesson(_options.Device.Device), Json, cancellationToken).ConfigureAwait(false);
        return await ReadAsync<JoinAnswer>(response, cancellationToken).ConfigureAwait(false);
    }

    internal Uri AddressOf(Entrance entrance) =>
        new UriBuilder(new Uri(Http.BaseAddress!, entrance.Url)) { Query = "ticket=" + Uri.EscapeDataString(entrance.Ticket) }.Uri;

    private async Task<ClassroomException> ProblemOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        Problem? problem = null;
        try
        {
            problem = await response.Content.ReadFromJsonAsync<Problem>(Json, cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            // Not one of ours: a proxy's page, say. The status speaks for itself.
        }

        var wait = response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } => date - _options.Time.GetUtcNow(),
            _ => (TimeSpan?)null,
        };
        return new ClassroomException(response.StatusCode, problem?.Code, problem?.Detail ?? problem?.Title ?? $"The server answered {(int)response.StatusCode} {response.StatusCode}.", wait);
    }

    private sealed record Problem(string? Title = null, string? Detail = null, string? Code = null);
}
