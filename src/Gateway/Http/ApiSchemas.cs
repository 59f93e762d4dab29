using System.Text.Json.Serialization;
using Classroom.Contracts.Ids;
using Classroom.Contracts.Json;
using Classroom.Contracts.Lessons;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Classroom.Gateway.Http;

/// <summary>Describes what the framework does not know of our JSON: ids and instants are text, and what is null is absent.</summary>
internal static class ApiSchemas
{
    public static Task DescribeAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
        if (type == typeof(DateTimeOffset))
        {
            (schema.Type, schema.Format) = (JsonSchemaType.String, "date-time");
        }
        else if (type.Namespace == typeof(SchoolId).Namespace && HasConverter(type))
        {
            schema.Type = JsonSchemaType.String;
        }
        else if (type == typeof(Audience))
        {
            schema.Type = JsonSchemaType.String | JsonSchemaType.Object; // "all", "teachers", "nobody", or who.
        }

        // What is null is absent, and may be.
        foreach (var property in context.JsonTypeInfo.Properties.Where(property => property.IsGetNullable || Nullable.GetUnderlyingType(property.PropertyType) is not null))
        {
            schema.Required?.Remove(property.Name);
        }

        return Task.CompletedTask;
    }

    private static bool HasConverter(Type type) =>
        type.GetCustomAttributes(typeof(JsonConverterAttribute), inherit: false) is [JsonConverterAttribute { ConverterType: { IsGenericType: true } converter }]
        && converter.GetGenericTypeDefinition() == typeof(ParsableJsonConverter<>);
}
