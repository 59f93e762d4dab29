using Classroom.Contracts.Hub;
using Classroom.Gateway.Lessons.Connections;
using Classroom.Gateway.Lessons.Following;
using Classroom.Gateway.Lessons.Frames;
using Classroom.Gateway.Tickets;
using Microsoft.AspNetCore.SignalR;

namespace Classroom.Gateway.Lessons.Hub;

/// <summary>Hands connections to the lessons they are for. Nothing is sent through SignalR's groups, users or clients.</summary>
internal sealed class ClassroomLifetime(LessonFollowers followers, LessonDependencies with, ILogger<DefaultHubLifetimeManager<ClassroomHub>> logger)
    : DefaultHubLifetimeManager<ClassroomHub>(logger)
{
    public override async Task OnConnectedAsync(HubConnectionContext connection)
    {
        if (connection.GetHttpContext()?.Features.Get<LessonTicket>() is { } ticket && followers.Connect(connection, ticket) is { } lesson)
        {
            connection.Features.Set(lesson);
            return;
        }

        // Full or stopping: between the gate and here, others came.
        await connection.WriteAsync(HubFrame.Closing(new(CloseCode.Draining, Reconnect: true, with.SpreadMs)));
        connection.Abort();
    }

    public override Task OnDisconnectedAsync(HubConnectionContext connection)
    {
        if (connection.Features.Get<LessonConnection>() is { } lesson)
        {
            followers.Disconnect(lesson);
        }

        return Task.CompletedTask;
    }
}
