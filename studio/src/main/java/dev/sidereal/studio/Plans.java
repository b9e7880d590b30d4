package dev.sidereal.studio;

import dev.sidereal.calibrate.Master;
import dev.sidereal.fold.Plane;
import dev.sidereal.image.Raster;
import dev.sidereal.image.SampleType;
import dev.sidereal.run.Beginning;
import dev.sidereal.run.DeepSkyEngine;
import dev.sidereal.run.LocalEngine;
import dev.sidereal.run.Plan;
import dev.sidereal.run.Progress;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a run would cost, before it begins. */
final class Plans {

    /** The memory and time of an assignment, and how it is typed. */
    Map<String, Object> plan(Assignment assignment) throws IOException, InterruptedException {
        return assignment instanceof StackAssignment stack ? plan(stack) : plan((SessionAssignment) assignment);
    }

    private static Map<String, Object> plan(StackAssignment assignment) throws IOException {
        Plan plan = new LocalEngine()
                .plan(assignment.recipe(), assignment.source(), new Beginning.Fresh(Optional.empty()), Progress.NONE);
        Map<String, Object> answer = described(assignment, plan, plan.totalBytes(), Forecast.seconds(assignment, plan));
        answer.put(
                "planes",
                assignment.recipe().planes().stream().sorted().map(Plane::name).toList());
        return answer;
    }

    /* Masters are not made yet: their memory is added to that of lights as they are. */
    private static Map<String, Object> plan(SessionAssignment assignment) throws IOException, InterruptedException {
        Plan plan = DeepSkyEngine.plan(assignment.recipe(), assignment.source(), Progress.NONE);
        Map<Master.Kind, Integer> frames = new TreeMap<>();
        for (CalibrationFrames each : assignment.calibration().values()) {
            frames.put(each.kind(), each.find().candidates().size());
        }
        long master = Raster.bytes(assignment.night().night().shape(), SampleType.FLOAT32);
        int read = frames.values().stream().mapToInt(Integer::intValue).sum();
        Map<String, Object> answer = described(
                assignment, plan, plan.totalBytes() + frames.size() * master, Forecast.seconds(assignment, plan, read));
        Map<String, Object> calibration = new LinkedHashMap<>();
        frames.forEach((kind, count) -> calibration.put(kind.toString(), count));
        answer.put("calibration", calibration);
        answer.put("planes", List.of());
        return answer;
    }

    private static Map<String, Object> described(Assignment assignment, Plan plan, long memory, double seconds) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("frames", plan.frames());
        answer.put("memory", memory);
        answer.put("allowed", Runtime.getRuntime().maxMemory());
        answer.put("inBands", memory > Runtime.getRuntime().maxMemory());
        answer.put("seconds", seconds);
        answer.put("recipe", assignment.json());
        answer.put("command", assignment.command());
        answer.put("list", assignment.list());
        return answer;
    }
}
