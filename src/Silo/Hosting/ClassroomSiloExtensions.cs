using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Microsoft.Extensions.Hosting;

/// <summary>Makes a silo one of Classroom's.</summary>
public static class ClassroomSiloExtensions
{
    /// <summary>Adds the grains and the Orleans settings that measurements forced. The host adds clustering, endpoints and storage.</summary>
    public static ISiloBuilder AddClassroomSilo(this ISiloBuilder silo)
    {
        silo.Services.AddClassroomGrains();
        silo.Configure<SiloMessagingOptions>(Messaging);
        silo.Configure<ClusterMembershipOptions>(Membership);
        silo.Configure<GrainCollectionOptions>(Collection);
        return silo;
    }

    private static void Messaging(SiloMessagingOptions messaging)
    {
        messaging.ResponseTimeout = TimeSpan.FromSeconds(5);   // The default 30 s is how long a call hangs after a silo was killed.
        messaging.MaxEnqueuedRequestsHardLimit = 5_000;        // The default is no limit.
        messaging.ClientDropTimeout = TimeSpan.FromSeconds(10); // What is queued for a gateway that died is kept that long.
    }

    private static void Membership(ClusterMembershipOptions membership)
    {
        membership.ProbeTimeout = TimeSpan.FromSeconds(2);
        membership.TableRefreshTimeout = TimeSpan.FromSeconds(5); // Bounds how long a silo that was declared dead does not know it.
    }

    private static void Collection(GrainCollectionOptions collection)
    {
        collection.EnableActivationSheddingOnMemoryPressure = true;
        collection.MemoryUsageLimitPercentage = 85;
        collection.MemoryUsageTargetPercentage = 80;
    }
}
