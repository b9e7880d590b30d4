@echo off
rem Starts Sidereal with the Java found in JAVA_HOME or on the path.
setlocal
set "HOME_DIR=%~dp0.."
set "JAVA_EXE=java"
if defined JAVA_HOME if exist "%JAVA_HOME%\bin\java.exe" set "JAVA_EXE=%JAVA_HOME%\bin\java.exe"
set "OPENBLAS_NUM_THREADS=1"
rem Windows Terminal draws the progress bar; the older console would show its control characters.
set "TERMINAL=false"
if defined WT_SESSION set "TERMINAL=auto"
"%JAVA_EXE%" -XX:+UseSerialGC -Xms24m -Xmn8m -XX:MaxRAMPercentage=80 -XX:-UsePerfData ^
  -XX:+AlwaysPreTouch -XX:MinHeapFreeRatio=5 -XX:MaxHeapFreeRatio=10 -XX:-ShrinkHeapInSteps -XX:MinHeapDeltaBytes=4m ^
  -XX:Tier4InvocationThreshold=30000 -XX:Tier4MinInvocationThreshold=10000 -XX:Tier4CompileThreshold=40000 -XX:FreqInlineSize=100 ^
  -XX:+IgnoreUnrecognizedVMOptions --enable-native-access=ALL-UNNAMED -Djdk.console=java.base ^
  "-Dsidereal.natives=%HOME_DIR%\natives" -Dsidereal.terminal=%TERMINAL% %SIDEREAL_JAVA_OPTIONS% ^
  -cp "%HOME_DIR%\lib\*" dev.sidereal.cli.Main %*
exit /b %ERRORLEVEL%
