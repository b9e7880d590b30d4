@echo off
rem Builds Sidereal on first use, then starts it. After a change of its sources, delete cli\target\built.
setlocal
set "ROOT=%~dp0"
if exist "%ROOT%cli\target\built" goto start
echo sidereal: building, once; this takes a minute or two 1>&2
pushd "%ROOT%"
set page=
where npm >nul 2>nul || set page=-DnoPage
call mvn -B -ntp -q -Dquick -DskipTests %page% -pl cli -am package
if errorlevel 1 (
  popd
  echo sidereal: the build failed 1>&2
  exit /b 1
)
popd
echo built> "%ROOT%cli\target\built"
:start
call "%ROOT%cli\target\sidereal\sidereal\bin\sidereal.cmd" %*
exit /b %ERRORLEVEL%
