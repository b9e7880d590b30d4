package dev.sidereal.studio;

import dev.sidereal.frame.Night;
import dev.sidereal.frame.OptionException;
import dev.sidereal.frame.Position;
import dev.sidereal.frame.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which frames of a night are wanted.
 *
 * @param without   places in the night that are left out one by one
 * @param selection what a recipe says of the others
 */
record Chosen(Set<Integer> without, Selection selection) {

    /**
     * From what was unticked: a gapless rest becomes the first and last frame, where the recipe names none.
     *
     * @throws OptionException if no frame is left
     */
    static Chosen of(OpenNight night, Set<Integer> unticked, Selection said) {
        List<Night.Entry> entries = night.night().entries();
        List<Integer> ticked = IntStream.range(0, entries.size())
                .filter(place -> !unticked.contains(place))
                .boxed()
                .toList();
        if (ticked.stream().noneMatch(place -> entries.get(place).record().used())) {
            throw new OptionException("frames: expected at least one that is chosen and can be read, found none");
        }
        boolean named =
                said.from().isPresent() || said.to().isPresent() || said.order().isPresent();
        int first = ticked.get(0);
        int last = ticked.get(ticked.size() - 1);
        if (named || last - first + 1 != ticked.size()) {
            return new Chosen(Set.copyOf(unticked), said);
        }
        return new Chosen(
                Set.of(),
                new Selection(
                        said.order(),
                        first == 0 ? Optional.empty() : Optional.of(new Position.Nth(first + 1)),
                        last == entries.size() - 1 ? Optional.empty() : Optional.of(new Position.Nth(last + 1)),
                        said.every()));
    }
}
