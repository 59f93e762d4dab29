using Classroom.Contracts.Problems;
using Classroom.Gateway.Identity.Sessions;
using Classroom.Gateway.Problems;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Classroom.Gateway.Http;

/// <summary>Describes what an operation answers besides its result: every refusal by status and code, and who may ask.</summary>
internal static class ApiOperations
{
    public const string ProblemSchema = "Problem";
    public const string Bearer = "bearer";
    public const string Cookie = "cookie";

    private const string ProblemType = "application/problem+json";

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var isOpen = metadata.OfType<IAllowAnonymous>().Any() || !metadata.OfType<IAuthorizeData>().Any();
        operation.Security = isOpen ? [] : [Require(Bearer, context.Document), Require(Cookie, context.Document)];

        var codes = CodesOf(operation, isOpen, context.Description.HttpMethod!, metadata);
        var results = operation.Responses!.Where(response => response.Key[0] is '1' or '2' or '3').OrderBy(response => response.Key, StringComparer.Ordinal).ToArray();
        var responses = operation.Responses = [];
        foreach (var (status, response) in results)
        {
            responses.Add(status, response); // In order, and without refusals, which are said below with their codes.
        }

        foreach (var same in codes.GroupBy(ProblemStatus.Of).OrderBy(same => same.Key))
        {
            responses[$"{same.Key}"] = Refusal(same, context.Document);
        }

        if (codes.Contains(ProblemCode.VersionRequired))
        {
            (operation.Parameters ??= []).Add(Header("If-Match", "The version that was read: its ETag.", required: true));
        }

        if (responses.TryGetValue("304", out var unchanged))
        {
            unchanged.Description = "Not changed since the version that If-None-Match names.";
            (operation.Parameters ??= []).Add(Header("If-None-Match", "The version one has: an ETag.", required: false));
        }

        return Task.CompletedTask;
    }

    private static SortedSet<string> CodesOf(OpenApiOperation operation, bool isOpen, string method, IList<object> metadata)
    {
        var codes = new SortedSet<string>(Refusals.Of(metadata), StringComparer.Ordinal) { ProblemCode.Busy };
        if (!isOpen)
        {
            codes.Add(ProblemCode.SignInRequired);
        }

        if (!HttpMethods.IsGet(method))
        {
            codes.Add(ProblemCode.CrossSite);
        }

        if (operation.Parameters?.Count > 0 || operation.RequestBody is not null)
        {
            codes.Add(ProblemCode.Malformed);
        }

        if (operation.RequestBody is not null)
        {
            codes.UnionWith([ProblemCode.TooLarge, ProblemCode.UnsupportedMediaType]);
        }

        return codes;
    }

    private static OpenApiResponse Refusal(IGrouping<int, string> codes, OpenApiDocument? document)
    {
        var response = new OpenApiResponse
        {
            Description = string.Join(", ", codes.Select(code => $"`{code}`")),
            Content = new Dictionary<string, OpenApiMediaType> { [ProblemType] = new() { Schema = new OpenApiSchemaReference(ProblemSchema, document) } },
        };
        if (codes.Key is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable)
        {
            response.Headers = new Dictionary<string, IOpenApiHeader>
            {
                ["Retry-After"] = new OpenApiHeader { Description = "Seconds.", Schema = new OpenApiSchema { Type = JsonSchemaType.Integer } },
            };
        }

        return response;
    }

    private static OpenApiParameter Header(string name, string description, bool required) =>
        new() { Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiSecurityRequirement Require(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };

    /// <summary>What the references above point at.</summary>
    public static OpenApiComponents AddTo(OpenApiComponents components)
    {
        (components.Schemas ??= new Dictionary<string, IOpenApiSchema>())[ProblemSchema] = new OpenApiSchema
        {
            Type = JsonSchemaType.Object,
            Description = "Why a request was refused (RFC 9457). Build on 'code'; texts may change.",
            Required = new HashSet<string> { "status", Problem.CodeMember },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["title"] = new OpenApiSchema { Type = JsonSchemaType.String },
                ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer },
                ["detail"] = new OpenApiSchema { Type = JsonSchemaType.String },
                [Problem.CodeMember] = new OpenApiSchema { Type = JsonSchemaType.String },
            },
        };
        components.Schemas.Remove("ProblemDetails");
        components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Bearer] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of POST /api/v1/session with \"bearer\": true." },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Session,
                Description = $"Set by POST /api/v1/session. Its name ends in something of the node's own, and over https begins with __Host-. Requests other than GET also need the header {CrossSiteGuard.HeaderName}.",
            },
        };
        return components;
    }
}
