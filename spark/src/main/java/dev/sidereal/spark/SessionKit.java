package dev.sidereal.spark;

import dev.sidereal.calibrate.Calibration;
import dev.sidereal.calibrate.Defects;
import dev.sidereal.calibrate.Masters;
import dev.sidereal.calibrate.StandingOut;
import dev.sidereal.frame.FrameInfo;
import dev.sidereal.image.Shape;
import dev.sidereal.image.ToneCurve;
import java.util.Optional;

/**
 * What every task of a deep-sky session needs besides its lights; sent to each executor once.
 *
 * @param lights  what the lights are like
 * @param curve   how their codes stand for light
 * @param masters what they are calibrated with
 * @param defects samples to replace beyond those that masters show
 * @param canvas  how they are joined, once that is known
 */
record SessionKit(FrameInfo lights, ToneCurve curve, Masters masters, Defects defects, Optional<CanvasKit> canvas) {

    /** The calibration; making it takes a second for large masters. */
    Calibration calibration() {
        return Calibration.of(lights, curve, masters).with(defects);
    }

    /** Where samples that stand out are counted; empty where a dark tells them. */
    Optional<StandingOut> standingOut() {
        return masters.dark().isPresent()
                ? Optional.empty()
                : Optional.of(new StandingOut(lights.shape(), lights.coding().mosaic()));
    }

    /** The shape of the sensor's samples. */
    Shape shape() {
        return lights.shape();
    }
}
